import { defineCheck } from '../../domain/check.ts';
import { reasonObservation } from '../reading/error-reason.ts';
import { reasons } from '../reading/functions.ts';

export const reasonCannotStart = defineCheck({
  id: 'lambda/reason-cannot-start',
  layer: 'load-balancer',
  needs: ['accessLog'],
  uses: ['targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  family: 'lambda-reason',
  guide: ['G6', 'G24'],
  texts: {
    title: {
      en: 'invocations for which Lambda could not start an environment',
      ja: '実行環境を起動できなかった呼び出し',
    },
    seen: {
      en: 'Lambda could not start an environment for {count, plural, one {# request} other {# requests}} ({reason}): network interfaces, addresses, security groups, keys or the package.',
      ja: 'Lambdaが実行環境を起動できず、{count, number}件が失敗しました（{reason}）。ネットワークインターフェース、IPアドレス、セキュリティグループ、KMSキー、パッケージのいずれかの問題です。',
    },
    'not-seen': {
      en: 'Lambda could start every environment that was needed ({count, number} failures to start).',
      ja: '実行環境の起動の失敗はありません（{count, number}件）。',
    },
    'not-applicable': {
      en: 'No Lambda function is a target.',
      ja: 'ターゲットにLambda関数はありません。',
    },
  },
  run({ accessLog, targetGroups }) {
    return reasonObservation(accessLog, reasons.start, targetGroups);
  },
});
