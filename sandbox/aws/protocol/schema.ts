import { NormalizedSchema } from '@smithy/core/schema';
import { AwsError } from './errors.ts';

export type Shape = Readonly<Record<string, unknown>>;
type SchemaRef = Parameters<typeof NormalizedSchema.of>[0];

/** One operation as the SDK's client package describes it: [9, namespace, name, traits, input, output]. */
export interface Operation {
  readonly name: string;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

const resolve = (ref: unknown): SchemaRef => (typeof ref === 'function' ? ref() : ref) as SchemaRef;

/** Undefined when the service has no such operation. */
export function operationOf(module: Shape, name: string): Operation | undefined {
  const schema = module[`${name}$`];
  if (!Array.isArray(schema) || schema[0] !== 9) return undefined;
  return { name, input: NormalizedSchema.of(resolve(schema[4])), output: NormalizedSchema.of(resolve(schema[5])) };
}

/** The service's own name and status for an error shape, where the schemas have one. */
export function errorShape(
  module: Shape,
  code: string,
): { readonly code: string; readonly status: number } | undefined {
  const schema = module[`${code}$`];
  if (!Array.isArray(schema) || schema[0] !== -3) return undefined;
  const traits = NormalizedSchema.of(schema as unknown as SchemaRef).getMergedTraits() as {
    readonly awsQueryError?: readonly [string, number];
    readonly httpError?: number;
  };
  return { code: traits.awsQueryError?.[0] ?? code, status: traits.awsQueryError?.[1] ?? traits.httpError ?? 400 };
}

/** Refuses an input that lacks a required member, at any depth, the way the services do. */
export function requireMembers(schema: NormalizedSchema, value: unknown, path = ''): void {
  if (value === undefined || value === null) return;
  if (schema.isStructSchema()) requireInStruct(schema, value as Shape, path);
  else if (schema.isListSchema() && Array.isArray(value)) {
    const item = schema.getValueSchema();
    value.forEach((each, i) => {
      requireMembers(item, each, `${path}.${i + 1}.member`);
    });
  }
}

function requireInStruct(schema: NormalizedSchema, value: Shape, path: string): void {
  const required = Number((schema.getSchema() as readonly unknown[])[6] ?? 0);
  let position = 0;
  for (const [name, member] of schema.structIterator()) {
    const at = path === '' ? lowerFirst(name) : `${path}.${lowerFirst(name)}`;
    if (position++ < required && (value[name] === undefined || value[name] === null)) {
      throw new AwsError(
        'ValidationException',
        `1 validation error detected: Value null at '${at}' failed to satisfy constraint: Member must not be null`,
      );
    }
    requireMembers(member, value[name], at);
  }
}

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
