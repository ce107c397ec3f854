import { defineCheck } from '../../domain/check.ts';
import { clock } from '../reading/clock.ts';
import { failuresOf } from '../reading/failures.ts';
import { newErrorsAt } from '../reading/new-errors.ts';
import { notApplicable, notSeen, seen, unknown } from '../reading/observe.ts';

export const newErrorAtOnset = defineCheck({
  id: 'app-log/new-error-at-onset',
  layer: 'logs',
  needs: ['applicationLogs', 'metrics'],
  uses: ['accessLog'],
  severity: 'high',
  leak: 'common',
  nature: 'symptom',
  guide: ['G15', 'G24', 'G28'],
  texts: {
    title: { en: 'an error in the logs that began with the failures', ja: '失敗と同時に出始めたエラーログ' },
    seen: {
      en: 'An error that the logs did not hold before began with the failures at {onset}: {count, number} times since {first}.',
      ja: 'それまでログになかったエラーが、失敗の始まり（{onset}）と同時に出始めています（{first} 以降 {count, number}回）。',
    },
    'not-seen': {
      en: 'No new kind of error appears in the logs around the beginning of the failures at {onset}.',
      ja: '失敗が始まった {onset} の前後に、新しい種類のエラーはログに現れていません。',
    },
    'not-applicable': {
      en: 'The failures have no beginning within what was looked at.',
      ja: '調べた範囲に、失敗の始まりはありません。',
    },
    unknown: {
      en: 'What the logs held before the failures could not be read.',
      ja: '失敗が始まる前のログを読めませんでした。',
    },
  },
  run({ applicationLogs, metrics, accessLog }, { window }) {
    const failures = failuresOf(metrics, window, accessLog);
    if (failures === undefined || failures.total === 0) return unknown('no-502');
    const { onset } = failures;
    if (onset === undefined) return notApplicable();
    const found = newErrorsAt(applicationLogs, onset, failures);
    if (found === undefined) return unknown('not-collected');
    const [top] = found;
    if (top === undefined) return notSeen({ onset: clock(new Date(onset).toISOString()) });
    return seen(
      { onset: clock(new Date(onset).toISOString()), first: clock(top.first), count: top.count },
      found.flatMap(({ examples }) => examples.slice(0, 2).map(({ at, message }) => `${at} ${message}`)),
    );
  },
});
