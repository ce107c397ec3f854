import { defineCheck } from '../../domain/check.ts';
import type { LambdaFunction } from '../../domain/evidence.ts';
import { failingFunctions } from '../reading/functions.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';

/** Lambda's codes for what keeps environments from starting. An update that is merely going on is none. */
const BROKEN =
  /Eni|ENI|Subnet|SecurityGroup|KMS|DisabledOrNotFound|InvalidImage|ImageAccessDenied|ImageDeleted|InsufficientRolePermissions|InvalidRuntime|InvalidZip|InvalidStateKMS|EFS/;

export const cannotStart = defineCheck({
  id: 'lambda/cannot-start',
  layer: 'service',
  needs: ['functions', 'targetGroups'],
  uses: ['accessLog', 'resourceMetrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  guide: ['G6', 'G12', 'G40'],
  texts: {
    title: { en: 'a function that Lambda cannot start', ja: 'Lambdaが起動できない関数' },
    seen: {
      en: 'Lambda says of {name}: {reason}.',
      ja: '{name} について、Lambdaは次の状態を示しています：{reason}。',
    },
    'not-seen': {
      en: 'Lambda reports the functions as active and their last update as successful.',
      ja: '関数は有効（Active）で、直近の更新も成功しています。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ functions, targetGroups, accessLog, resourceMetrics }, { window }) {
    const failing = failingFunctions(functions, { targetGroups, accessLog, resourceMetrics }, window);
    if (failing.length === 0) return notApplicable();
    const broken = failing.find(isBroken);
    if (broken !== undefined) return seen({ name: broken.name, reason: reasonOf(broken) });
    const well = failing.every(
      ({ state, lastUpdateStatus }) => state === 'Active' && lastUpdateStatus === 'Successful',
    );
    return well ? notSeen() : unknown('ambiguous');
  },
});

function isBroken(one: LambdaFunction): boolean {
  return one.state === 'Failed' || (one.lastUpdateStatus === 'Failed' && BROKEN.test(one.lastUpdateReason ?? ''));
}

function reasonOf({ state, stateReason, lastUpdateReason }: LambdaFunction): string {
  return stateReason ?? lastUpdateReason ?? state ?? '-';
}
