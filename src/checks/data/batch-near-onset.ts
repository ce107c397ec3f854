import { defineCheck } from '../../domain/check.ts';
import { dependencyMeanings } from '../knowledge/dependency-lines.ts';
import { changeNearOnset, type Happening, jobStartsOf } from '../reading/changes.ts';
import { heard } from '../reading/logs.ts';
import { unknown } from '../reading/observe.ts';
import { eventsOf } from '../reading/stores.ts';

const backup =
  /^(\S+: )?Backing up DB instance|snapshot creation (started|in progress)|Creating (manual|automated) snapshot/i;

export const batchNearOnset = defineCheck({
  id: 'data/batch-near-onset',
  layer: 'change',
  needs: ['metrics', 'changes'],
  uses: ['dataStores', 'applicationLogs', 'accessLog'],
  severity: 'medium',
  leak: 'common',
  nature: 'change',
  guide: ['G10', 'G22', 'G23'],
  texts: {
    title: { en: 'a job or backup that began at the onset', ja: '発生と同時に始まったバッチやバックアップ' },
    seen: {
      en: 'A scheduled job or backup began {minutes, plural, =0 {less than a minute} one {# minute} other {# minutes}} before the first failures.',
      ja: '失敗が出始める{minutes, plural, =0 {直前} other {#分前}}に、定期ジョブまたはバックアップが始まっています。',
    },
    'not-seen': {
      en: 'No job and no backup is recorded as begun in the ten minutes before the first failures.',
      ja: '失敗が出始める前の10分間に、ジョブやバックアップの開始は記録されていません。',
    },
  },
  run({ metrics, changes, dataStores, applicationLogs, accessLog }, { window }) {
    const lines = heard(applicationLogs ?? [], dependencyMeanings.batch);
    const begun: readonly Happening[] = [
      ...jobStartsOf(changes),
      ...eventsOf(dataStores ?? [], (message) => backup.test(message)),
      ...(lines?.lines ?? []).map(({ at, message }) => ({ at: Date.parse(at), fact: `${at} ${message}` })),
    ];
    const answer = changeNearOnset(metrics, window, accessLog, begun);
    const blind = dataStores === undefined || applicationLogs === undefined;
    return answer.status === 'not-seen' && blind ? unknown('not-collected') : answer;
  },
});
