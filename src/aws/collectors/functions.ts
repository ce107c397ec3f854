import type { FunctionConfiguration, GetAccountSettingsCommandOutput } from '@aws-sdk/client-lambda';
import type { LambdaFunction } from '../../domain/evidence.ts';
import { letsInvoke } from '../invoke-policy.ts';
import { type FunctionAnswers, functionAnswersStep, lambdaAccountStep } from '../steps/lambda.ts';
import { isoOrNull, orNull } from '../translate.ts';
import type { Collector } from '../trip.ts';

export const functionsCollector: Collector<'functions'> = {
  id: 'functions',
  actions: [],
  needs: [functionAnswersStep, lambdaAccountStep],
  async take(trip) {
    const [answers, account] = await Promise.all([trip.get(functionAnswersStep), trip.get(lambdaAccountStep)]);
    const value = answers.map((one) => toFunction(one, account));
    const names = value.map(({ name, qualifier }) => (qualifier === null ? name : `${name}:${qualifier}`)).join(', ');
    return {
      value,
      what: value.length === 0 ? 'no Lambda function is a target' : `Lambda functions ${names}`,
      link: value[0] === undefined ? null : functionPage(trip.scope.region, value[0].name),
    };
  },
};

function functionPage(region: string, name: string): string {
  return `https://${region}.console.aws.amazon.com/lambda/home?region=${region}#/functions/${encodeURIComponent(name)}`;
}

function toFunction(answers: FunctionAnswers, account: GetAccountSettingsCommandOutput | undefined): LambdaFunction {
  const { arn, name, qualifier, targetGroupArn, configuration, concurrency } = answers;
  const known = typeof configuration === 'object' ? configuration : {};
  const exists = existsOf(configuration);
  return {
    arn,
    name,
    qualifier,
    targetGroupArn,
    exists,
    nameExists: exists === true ? true : existsOf(concurrency),
    version: versionOf(answers, known),
    ...codeOf(known),
    ...stateOf(known),
    logGroup: orNull(known.LoggingConfig?.LogGroup),
    environment: known.Environment?.Variables ?? {},
    invokableByLoadBalancer: exists === false ? null : invokable(answers),
    reservedConcurrency: typeof concurrency === 'object' ? orNull(concurrency.ReservedConcurrentExecutions) : null,
    accountConcurrency: orNull(account?.AccountLimit?.ConcurrentExecutions),
  };
}

function existsOf(asked: object | 'none' | undefined): boolean | null {
  if (asked === undefined) return null;
  return asked !== 'none';
}

function versionOf({ alias }: FunctionAnswers, { Version }: FunctionConfiguration): string | null {
  return orNull(typeof alias === 'object' ? alias.FunctionVersion : Version);
}

function codeOf(known: FunctionConfiguration) {
  return {
    runtime: orNull(known.Runtime),
    handler: orNull(known.Handler),
    timeoutSeconds: orNull(known.Timeout),
    memoryMb: orNull(known.MemorySize),
    layers: (known.Layers ?? []).flatMap(({ Arn }) => Arn ?? []),
    vpcSubnets: known.VpcConfig?.SubnetIds ?? [],
  };
}

function stateOf(known: FunctionConfiguration) {
  const reasons = (parts: readonly (string | undefined)[]) => parts.filter((part) => part !== undefined).join(': ');
  return {
    state: orNull(known.State),
    stateReason: reasons([known.StateReasonCode, known.StateReason]) || null,
    lastModified: isoOrNull(known.LastModified),
    lastUpdateStatus: orNull(known.LastUpdateStatus),
    lastUpdateReason: reasons([known.LastUpdateStatusReasonCode, known.LastUpdateStatusReason]) || null,
  };
}

/** No policy at all lets nobody in. */
function invokable({ policy, targetGroupArn }: FunctionAnswers): boolean | null {
  if (policy === undefined) return null;
  return policy === 'none' ? false : letsInvoke(policy, targetGroupArn);
}
