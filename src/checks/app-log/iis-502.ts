import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { linesObservation } from '../reading/lines-observation.ts';

export const iisLines = defineCheck({
  id: 'app-log/iis-502',
  layer: 'logs',
  needs: ['applicationLogs'],
  uses: ['metrics'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'configuration',
  family: 'proxy-line',
  guide: ['G2', 'G24'],
  texts: {
    title: { en: '502s of IIS and its ASP.NET Core Module', ja: 'IISとASP.NET Core Moduleの502' },
    seen: {
      en: 'IIS answered 502 for the process behind it {count, number} times, last at {last} (502.3: reading it failed, 502.5: it did not start).',
      ja: 'IISが背後のプロセスに代わって{count, number}回502を返しました（最終 {last}。502.3は読み取り失敗、502.5は起動失敗）。',
    },
    'not-seen': {
      en: 'The logs show no 502 of IIS.',
      ja: 'ログに、IISの502はありません。',
    },
    unknown: {
      en: '{count, plural, =0 {The logs that could be read do not tell.} other {Such lines exist (#), but none near the failing minutes.}}',
      ja: '{count, plural, =0 {読めたログからは判断できません。} other {該当するログは#行ありますが、失敗した時間帯の近くにはありません。}}',
    },
  },
  run({ applicationLogs, metrics }, { window }) {
    return linesObservation(applicationLogs, meanings.iis, metrics, window);
  },
});
