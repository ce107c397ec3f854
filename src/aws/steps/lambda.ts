import type {
  FunctionConfiguration,
  GetAccountSettingsCommandOutput,
  GetAliasCommandOutput,
  GetFunctionConcurrencyCommandOutput,
} from '@aws-sdk/client-lambda';
import { CallFailed, lostOf } from '../failure.ts';
import type { Step, Trip } from '../trip.ts';
import { targetGroupsStep } from './load-balancer.ts';
import { targetHealthStep } from './target-health.ts';

/** A function as it is registered in a target group. */
export interface FunctionTarget {
  readonly arn: string;
  readonly name: string;
  readonly qualifier: string | null;
  readonly targetGroupArn: string;
}

/** An answer of Lambda: the thing, that there is none, or undefined where it could not be asked (lost by name). */
export type Asked<T> = T | 'none' | undefined;

export interface FunctionAnswers extends FunctionTarget {
  readonly configuration: Asked<FunctionConfiguration>;
  readonly policy: Asked<string>;
  readonly concurrency: Asked<GetFunctionConcurrencyCommandOutput>;
  /** 'none' as well where no alias is registered. */
  readonly alias: Asked<GetAliasCommandOutput>;
}

const functionArn = /^arn:aws[\w-]*:lambda:[\w-]+:\d+:function:([\w-]+)(?::([\w$-]+))?$/;

/** Empty without a target group of functions. */
export const functionTargetsStep: Step<readonly FunctionTarget[]> = {
  id: 'step:function-targets',
  actions: [],
  needs: [targetGroupsStep, targetHealthStep],
  async take(trip) {
    const groups = await trip.get(targetGroupsStep);
    const ofFunctions = new Set(
      groups.filter(({ TargetType }) => TargetType === 'lambda').map(({ TargetGroupArn }) => TargetGroupArn),
    );
    if (ofFunctions.size === 0) return [];
    const health = await trip.get(targetHealthStep);
    return health
      .filter(({ targetGroupArn }) => ofFunctions.has(targetGroupArn))
      .flatMap(({ targetGroupArn, targets }) =>
        targets.flatMap(({ Target }) => {
          const [arn, name, qualifier] = functionArn.exec(Target?.Id ?? '') ?? [];
          return arn === undefined || name === undefined
            ? []
            : [{ arn, name, qualifier: qualifier ?? null, targetGroupArn }];
        }),
      );
  },
};

/** What Lambda says of each of them, side by side. */
export const functionAnswersStep: Step<readonly FunctionAnswers[]> = {
  id: 'step:functions',
  actions: ['lambda:GetFunctionConfiguration', 'lambda:GetPolicy', 'lambda:GetFunctionConcurrency', 'lambda:GetAlias'],
  needs: [functionTargetsStep],
  async take(trip) {
    const targets = await trip.get(functionTargetsStep);
    return Promise.all(targets.map((target) => ask(trip, target)));
  },
};

async function ask(trip: Trip, target: FunctionTarget): Promise<FunctionAnswers> {
  const { lambda } = trip;
  const sdk = await import('@aws-sdk/client-lambda');
  const { name, qualifier } = target;
  // A name would be looked for in our own account; the function may be another's.
  const FunctionName = qualifier === null ? target.arn : target.arn.slice(0, -(qualifier.length + 1));
  const asked = { FunctionName, ...(qualifier === null ? {} : { Qualifier: qualifier }) };
  const isAlias = qualifier !== null && !/^(\d+|\$LATEST)$/.test(qualifier);
  const [configuration, policy, concurrency, alias] = await Promise.all([
    answerOf(trip, () => lambda.send(new sdk.GetFunctionConfigurationCommand(asked))),
    answerOf(trip, () => lambda.send(new sdk.GetPolicyCommand(asked))),
    answerOf(trip, () => lambda.send(new sdk.GetFunctionConcurrencyCommand({ FunctionName }))),
    isAlias
      ? answerOf(trip, () => lambda.send(new sdk.GetAliasCommand({ FunctionName, Name: qualifier })))
      : Promise.resolve('none' as const),
  ]);
  const text = policy === 'none' || policy === undefined ? policy : (policy.Policy ?? undefined);
  return { ...target, name, configuration, policy: text, concurrency, alias };
}

/** Lambda's own word for "there is none" is an answer; a bare 404 of something else is not. */
async function answerOf<T>(trip: Pick<Trip, 'lose'>, call: () => Promise<T>): Promise<Asked<T>> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof CallFailed && error.code === 'ResourceNotFoundException') return 'none';
    trip.lose(...lostOf(error));
    return undefined;
  }
}

/** Limits of the account and region. Undefined without functions, or where it could not be read. */
export const lambdaAccountStep: Step<GetAccountSettingsCommandOutput | undefined> = {
  id: 'step:lambda-account',
  actions: ['lambda:GetAccountSettings'],
  needs: [functionTargetsStep],
  async take(trip) {
    if ((await trip.get(functionTargetsStep)).length === 0) return undefined;
    const { GetAccountSettingsCommand } = await import('@aws-sdk/client-lambda');
    const answer = await answerOf(trip, () => trip.lambda.send(new GetAccountSettingsCommand({})));
    return answer === 'none' ? undefined : answer;
  },
};

/** Values of the functions' environments, unredacted: only to be matched against, never to be brought. */
export const functionSettingsStep: Step<readonly string[]> = {
  id: 'step:function-settings',
  actions: [],
  needs: [functionAnswersStep],
  async take(trip) {
    const answers = await trip.get(functionAnswersStep);
    return answers.flatMap(({ configuration }) =>
      typeof configuration === 'object' ? Object.values(configuration.Environment?.Variables ?? {}) : [],
    );
  },
};
