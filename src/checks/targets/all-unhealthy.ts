import { defineCheck } from '../../domain/check.ts';
import { healthNow } from '../reading/health.ts';
import { byTargetGroup, curveOf } from '../reading/metrics.ts';
import { notSeen, seen, unknown } from '../reading/observe.ts';

/** One minute can be a roll-out that stumbles; more is a group without a healthy target. */
const MINUTES = 2;

export const allUnhealthy = defineCheck({
  id: 'targets/all-unhealthy',
  layer: 'targets',
  needs: ['targetHealth', 'metrics'],
  severity: 'high',
  leak: 'rare',
  nature: 'symptom',
  family: 'health',
  guide: ['G16', 'G39'],
  texts: {
    title: { en: 'no healthy target left', ja: '正常なターゲットが1台もない状態' },
    seen: {
      en: 'A target group had no healthy target for {minutes, plural, one {# minute} other {# minutes}}: the load balancer then sends requests to all of them anyway (fail open).',
      ja: '正常なターゲットが1台もないターゲットグループが{minutes, number}分間ありました。この状態では、ロードバランサーは全ターゲットにリクエストを送ります（フェイルオープン）。',
    },
    'not-seen': {
      en: 'At least one target was healthy all along.',
      ja: '常に1台以上の正常なターゲットがありました。',
    },
  },
  run({ targetHealth, metrics }, { window }) {
    const healthy = byTargetGroup(metrics, 'HealthyHostCount', 'Maximum');
    const now = groupsWithout(targetHealth);
    if (healthy.length === 0 && now.length === 0) return unknown('not-collected');
    const sick = new Map(
      byTargetGroup(metrics, 'UnHealthyHostCount', 'Maximum').map((series) => [group(series), curveOf(series)]),
    );
    const minutes = healthy.flatMap((series) =>
      series.points.filter(
        ({ at, value }) => at >= window.from && value === 0 && (sick.get(group(series))?.get(Date.parse(at)) ?? 0) > 0,
      ),
    ).length;
    const args = { minutes };
    if (now.length > 0 || minutes >= MINUTES) return seen(args, healthNow(targetHealth).facts);
    return notSeen(args);
  },
});

function group({ dimensions }: { readonly dimensions: Readonly<Record<string, string>> }): string {
  return dimensions.TargetGroup ?? '';
}

/** Groups that have targets in rotation, none of them healthy. */
function groupsWithout(
  targets: readonly { readonly targetGroupArn: string; readonly state: string }[],
): readonly string[] {
  const groups = [...new Set(targets.map(({ targetGroupArn }) => targetGroupArn))];
  return groups.filter((arn) => {
    const states = targets.filter(({ targetGroupArn }) => targetGroupArn === arn).map(({ state }) => state);
    return states.includes('unhealthy') && !states.includes('healthy');
  });
}
