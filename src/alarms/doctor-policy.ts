import { z } from 'zod';

const some = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());

const statementSchema = z.object({
  Effect: z.string(),
  Principal: z.union([z.string(), z.record(z.string(), some)]).optional(),
  Action: some.optional(),
  Condition: z.record(z.string(), z.record(z.string(), some)).optional(),
});
const policySchema = z.object({
  Statement: z.union([statementSchema, z.array(statementSchema)]).transform((value) => [value].flat()),
});
type Statement = z.infer<typeof statementSchema>;

/** The ARN of a queue by its URL; undefined where its host does not tell the region. */
export function queueArn(url: string, region?: string): string | undefined {
  const { hostname, pathname } = new URL(url);
  const [, account, name] = /\/(\d{12})\/([\w-]+(?:\.fifo)?)$/.exec(pathname) ?? [];
  const told = /^sqs\.([\w-]+)\.amazonaws\.com(\.cn)?$/.exec(hostname);
  const where = told?.[1] ?? region;
  const partition = told?.[2] === undefined ? 'aws' : 'aws-cn';
  return where === undefined || name === undefined ? undefined : `arn:${partition}:sqs:${where}:${account}:${name}`;
}

/**
 * Whether a queue's policy lets `source` (a topic's ARN, or null for any service) send. A deny is not looked for: who writes
 * one knows of it. Anything that is no policy lets nobody.
 */
export function letsSend(policy: string | undefined, source: string | null): boolean {
  const parsed = policySchema.safeParse(parse(policy));
  return parsed.success && parsed.data.Statement.some((one) => allows(one, source));
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function allows({ Effect, Principal, Action = [], Condition = {} }: Statement, source: string | null): boolean {
  const isSend = Action.some((action) => /^(sqs:)?(\*|sendmessage\*?)$/i.test(action));
  return Effect === 'Allow' && isSend && isService(Principal) && (source === null || fits(Condition, source));
}

function isService(principal: Statement['Principal']): boolean {
  if (principal === undefined || typeof principal === 'string') return principal === '*';
  return Object.values(principal)
    .flat()
    .some((one) => one === '*' || /^(sns|events)\.amazonaws\.com$/.test(one));
}

const sourceKey = /^aws:SourceArn$/i;
const accountKey = /^aws:SourceAccount$/i;

/** Conditions on where a message comes from; others (secure transport, organisation) are taken as they are. */
function fits(condition: NonNullable<Statement['Condition']>, source: string): boolean {
  return Object.values(condition).every((keys) =>
    Object.entries(keys).every(([key, values]) => {
      if (sourceKey.test(key)) return values.some((value) => isLike(value, source));
      return accountKey.test(key) ? values.includes(source.split(':')[4] ?? '') : true;
    }),
  );
}

function isLike(pattern: string, text: string): boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${source}$`).test(text);
}
