import type { LambdaPhase } from './lambda-spec.ts';
import { stableHex } from './names.ts';
import type { Run } from './run.ts';
import type { App } from './spec.ts';

/** A function as Lambda's API tells of it at one moment. */
export interface FunctionView {
  readonly runtime: string;
  readonly handler: string;
  readonly timeout: number;
  readonly memory: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly layers: readonly string[];
  readonly version: number;
  readonly modifiedAt: number;
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly logGroup: string;
  readonly logFormat: 'Text' | 'JSON';
  readonly alias: string | null;
  /** Of the alias, or of the function where none is registered. */
  readonly policy: readonly PolicyStatement[];
  readonly reserved: number | null;
  readonly refuses: string | null;
}

export interface PolicyStatement {
  readonly sid: string;
  readonly principal: string;
  readonly sourceArn: string;
}

export interface FunctionRecord {
  readonly name: string;
  readonly arn: string;
  readonly qualifier: string | null;
  readonly accountConcurrency: number;
  /** Null: there is no such function any more. */
  asOf(at: number): FunctionView | null;
}

export const functionArn = (run: Run, name: string): string =>
  `arn:aws:lambda:${run.world.region}:${run.world.account}:function:${name}`;

/** What the phases make of the function's settings at a moment. */
export interface Settings {
  readonly permission: boolean;
  readonly exists: boolean;
  readonly aliasExists: boolean;
  readonly reserved: number | null;
  readonly others: number;
  readonly timeout: number;
  readonly memoryUsed: number;
  readonly multiValueHeaders: boolean;
  readonly refuses: string | null;
  readonly service: LambdaPhase['service'] | null;
}

/** `offset` is ms against the present. */
export function settingsAt(app: App, offset: number): Settings {
  const { lambda } = app;
  const first: Settings = {
    permission: true,
    exists: true,
    aliasExists: true,
    reserved: lambda.reserved,
    others: 40,
    timeout: lambda.timeout,
    memoryUsed: lambda.memoryUsed,
    multiValueHeaders: lambda.multiValueHeaders,
    refuses: null,
    service: null,
  };
  return app.phases
    .filter(({ at, until }) => at <= offset && (until === undefined || offset < until))
    .reduce<Settings>((now, { lambda: change }) => Object.assign(now, stated(change)), first);
}

const stated = (change: LambdaPhase | undefined): Partial<Settings> =>
  Object.fromEntries(
    Object.entries(change ?? {}).filter(([name, value]) => name !== 'by' && value !== undefined),
  ) as Partial<Settings>;

interface Making {
  readonly run: Run;
  readonly app: App;
  readonly logGroup: string;
  readonly targetGroupArn: string | null;
  /** By time: which version, with which environment and memory, was published. */
  readonly versions: readonly {
    readonly at: number;
    readonly version: number;
    readonly environment: Readonly<Record<string, string>>;
  }[];
}

export function functionRecord({ run, app, logGroup, targetGroupArn, versions }: Making): FunctionRecord {
  const { lambda } = app;
  const still = {
    runtime: lambda.runtime,
    handler: lambda.handler,
    memory: app.memory,
    layers: lambda.layers,
    ...placeOf(app),
    logGroup,
    logFormat: lambda.logFormat === 'json' ? ('JSON' as const) : ('Text' as const),
  };
  return {
    name: app.service,
    arn: functionArn(run, app.service),
    qualifier: lambda.alias,
    accountConcurrency: lambda.concurrency,
    asOf(at) {
      const now = settingsAt(app, at - run.anchor);
      const version = versions.findLast((one) => one.at <= at);
      if (!now.exists || version === undefined) return null;
      return {
        ...still,
        timeout: now.timeout,
        environment: version.environment,
        version: version.version,
        modifiedAt: version.at,
        alias: now.aliasExists ? lambda.alias : null,
        policy: policyOf(now, targetGroupArn),
        reserved: now.reserved,
        refuses: now.refuses,
      };
    },
  };
}

const placeOf = ({ lambda, service }: App): Pick<FunctionView, 'subnets' | 'securityGroups'> =>
  lambda.vpc
    ? {
        subnets: ['a', 'b'].map((zone) => `subnet-0${stableHex(`private/${zone}`, 16)}`),
        securityGroups: [`sg-0${stableHex(`fn/${service}`, 16)}`],
      }
    : { subnets: [], securityGroups: [] };

const policyOf = ({ permission }: Settings, sourceArn: string | null): readonly PolicyStatement[] =>
  permission && sourceArn !== null ? [{ sid: 'alb', principal: 'elasticloadbalancing.amazonaws.com', sourceArn }] : [];
