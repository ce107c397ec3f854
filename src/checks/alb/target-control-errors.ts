import { defineCheck } from '../../domain/check.ts';
import { byTargetGroup, isWithin } from '../reading/metrics.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';
import { sum } from '../reading/statistics.ts';

export const targetControlErrors = defineCheck({
  id: 'alb/target-control-errors',
  layer: 'load-balancer',
  needs: ['metrics', 'targetGroups'],
  severity: 'high',
  leak: 'almost-never',
  nature: 'symptom',
  guide: ['G26', 'G40'],
  texts: {
    title: { en: 'faults of the target control agent', ja: 'ターゲット制御エージェントの異常' },
    seen: {
      en: 'The target control agent failed or refused {count, number} times.',
      ja: 'ターゲット制御エージェントのエラーまたは拒否が{count, number}回ありました。',
    },
    'not-seen': {
      en: 'The target control agent shows no errors.',
      ja: 'ターゲット制御エージェントにエラーはありません。',
    },
    'not-applicable': {
      en: 'No target group has a target control port.',
      ja: 'ターゲット制御ポートを持つターゲットグループはありません。',
    },
  },
  run({ metrics, targetGroups }, { window }) {
    if (targetGroups.length === 0) return unknown('empty');
    if (targetGroups.every(({ targetControlPort }) => targetControlPort == null)) return notApplicable();
    const curves = ['TargetControlChannelErrorCount', 'TargetControlRequestRejectCount'].map((metric) =>
      byTargetGroup(metrics, metric, 'Sum'),
    );
    if (curves.every((series) => series.length === 0)) return unknown('not-collected');
    const periodMs = metrics.periodSeconds * 1000;
    const points = curves.flat().flatMap((series) => series.points);
    const count = sum(points.filter(({ at }) => isWithin(window, Date.parse(at), periodMs)).map(({ value }) => value));
    return seenIf(count > 0, { count });
  },
});
