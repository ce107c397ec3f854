import { AwsError } from '../protocol/errors.ts';
import type { Shape } from '../protocol/schema.ts';
import type { FunctionRecord, FunctionView } from '../world/lambda-records.ts';
import { type Context, here, type Operations, present, text } from './context.ts';

const notFound = (message: string) => new AwsError('ResourceNotFoundException', message, 404);

interface Asked {
  readonly record: FunctionRecord;
  readonly view: FunctionView;
  readonly qualifier: string | undefined;
}

/** `name`, `name:alias`, or an ARN with or without an alias or version. */
function asked(input: Shape, context: Context): Asked {
  const given = text(input.FunctionName) ?? '';
  const parts = (given.startsWith('arn:') ? given.split(':').slice(6) : given.split(':')) as readonly string[];
  const [name = '', inArn] = parts;
  const qualifier = text(input.Qualifier) ?? inArn;
  const record = here(context) ? context.history.functions?.find((one) => one.name === name) : undefined;
  const view = record?.asOf(context.now);
  const arn = `arn:aws:lambda:${context.region}:${context.history.account}:function:${name}`;
  if (!record || !view) throw notFound(`Function not found: ${arn}${qualifier === undefined ? '' : `:${qualifier}`}`);
  return { record, view, qualifier };
}

/** The versions that exist: the one that is live and the code beside it. */
function exists({ view, qualifier }: Asked): boolean {
  return (
    qualifier === undefined ||
    qualifier === '$LATEST' ||
    qualifier === view.alias ||
    (/^\d+$/.test(qualifier) && Number(qualifier) <= view.version)
  );
}

function known(one: Asked): Asked {
  if (!exists(one)) throw notFound(`Function not found: ${one.record.arn}:${one.qualifier}`);
  return one;
}

const iso = (at: number) => new Date(at).toISOString().replace('Z', '+0000');

function configuration({ record, view, qualifier }: Asked): Shape {
  const refused = view.refuses !== null;
  return present({
    FunctionName: record.name,
    FunctionArn: qualifier === undefined ? record.arn : `${record.arn}:${qualifier}`,
    Runtime: view.runtime,
    Role: `arn:aws:iam::${record.arn.split(':')[4]}:role/${record.name}-role`,
    Handler: view.handler,
    CodeSize: 1_843_201,
    Timeout: view.timeout,
    MemorySize: view.memory,
    LastModified: iso(view.modifiedAt),
    Version: qualifier === undefined || qualifier === '$LATEST' ? '$LATEST' : String(view.version),
    Environment: { Variables: { ...view.environment } },
    Layers: view.layers.map((Arn) => ({ Arn, CodeSize: 400_000 })),
    VpcConfig:
      view.subnets.length === 0
        ? undefined
        : { SubnetIds: [...view.subnets], SecurityGroupIds: [...view.securityGroups], VpcId: 'vpc-0a1b2c3d' },
    TracingConfig: { Mode: 'PassThrough' },
    State: 'Active',
    LastUpdateStatus: refused ? 'Failed' : 'Successful',
    LastUpdateStatusReasonCode: refused ? updateReason(view.refuses ?? '') : undefined,
    PackageType: 'Zip',
    Architectures: ['arm64'],
    EphemeralStorage: { Size: 512 },
    LoggingConfig: { LogFormat: view.logFormat, LogGroup: view.logGroup },
  });
}

/** Lambda's own code for what the load balancer calls `LambdaSubnetIPAddressLimitReachedException`. */
const updateReason = (reason: string): string =>
  ([
    [/ENILimit/, 'EniLimitExceeded'],
    [/SubnetIPAddress/, 'SubnetOutOfIPAddresses'],
    [/InvalidSubnet/, 'InvalidSubnet'],
    [/InvalidSecurityGroup/, 'InvalidSecurityGroup'],
    [/KMSDisabled/, 'DisabledKMSKey'],
    [/KMSAccess/, 'KMSKeyAccessDenied'],
    [/KMSNotFound/, 'KMSKeyNotFound'],
    [/KMS/, 'InvalidStateKMSKey'],
    [/InvalidZip/, 'InvalidZipFileException'],
    [/InvalidRuntime/, 'InvalidRuntime'],
  ].find(([pattern]) => (pattern as RegExp).test(reason))?.[1] as string) ?? 'InternalError';

export const lambda: Operations = {
  GetFunctionConfiguration: (input, context) => configuration(known(asked(input, context))),
  GetFunctionConcurrency: (input, context) => {
    const { view } = asked(input, context);
    return present({ ReservedConcurrentExecutions: view.reserved ?? undefined });
  },
  GetAlias: (input, context) => {
    const { record, view } = asked(input, context);
    const Name = text(input.Name) ?? '';
    if (Name !== view.alias) throw notFound(`Cannot find alias arn: ${record.arn}:${Name}`);
    return { AliasArn: `${record.arn}:${Name}`, Name, FunctionVersion: String(view.version), Description: '' };
  },
  GetPolicy: (input, context) => {
    const one = known(asked(input, context));
    const resource = `${one.record.arn}${one.qualifier === undefined ? '' : `:${one.qualifier}`}`;
    const own = (one.qualifier ?? null) === one.record.qualifier;
    if (!own || one.view.policy.length === 0) throw notFound(`The resource you requested does not exist.`);
    const Statement = one.view.policy.map(({ sid, principal, sourceArn }) => ({
      Sid: sid,
      Effect: 'Allow',
      Principal: { Service: principal },
      Action: 'lambda:InvokeFunction',
      Resource: resource,
      Condition: { ArnLike: { 'AWS:SourceArn': sourceArn } },
    }));
    return { Policy: JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement }), RevisionId: 'b7c1' };
  },
  GetAccountSettings: (_input, { history }) => {
    const all = history.functions ?? [];
    const limit = Math.max(1000, ...all.map(({ accountConcurrency }) => accountConcurrency));
    const most = all.length === 0 ? limit : Math.min(...all.map(({ accountConcurrency }) => accountConcurrency));
    return {
      AccountLimit: {
        TotalCodeSize: 80_530_636_800,
        CodeSizeUnzipped: 262_144_000,
        CodeSizeZipped: 52_428_800,
        ConcurrentExecutions: most,
        UnreservedConcurrentExecutions: most,
      },
      AccountUsage: { TotalCodeSize: 91_230_211, FunctionCount: all.length },
    };
  },
};
