import { mayHaveBegunBefore } from '../../diagnosis/began.ts';
import { isAtLeast } from '../../diagnosis/verdict-lines.ts';
import type { Answer, Symptom } from '../../domain/answer.ts';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import { escapeText, type Mrkdwn } from './limits.ts';
import type { Part } from './parts.ts';
import { percent, tellMrkdwn } from './words.ts';

/** A share of the failures that one target or route must hold to be worth naming. */
const STANDS_OUT = 0.6;

/** Who made the errors, how many, since when, along which path: the numbers of the impact. */
export function symptomFields(lang: Lang, answer: Answer): readonly Part[] {
  const { symptom, path } = answer;
  const is502 = symptom.status === 502 || symptom.status === null;
  const failing = symptom.count !== 0;
  const fields = [
    {
      label: tell(lang, is502 ? 'slack/field/made-by' : 'slack/field/made-by-other'),
      value: tellMrkdwn(lang, `slack/made-by/${symptom.mintedBy ?? 'unknown'}`),
    },
    {
      label: tell(lang, isOfMetrics(symptom) ? 'slack/field/impact-cloudwatch' : 'slack/field/impact'),
      value: impactOf(lang, symptom),
    },
    ...(failing && symptom.firstSeen !== null
      ? [{ label: tell(lang, 'slack/field/since'), value: sinceOf(lang, answer, symptom.firstSeen) }]
      : []),
    ...(path.length === 0 ? [] : [{ label: tell(lang, 'slack/field/path'), value: escapeText(pathText(path)) }]),
    ...whereOf(lang, symptom),
  ];
  return [{ kind: 'fields', fields }];
}

/** `shop-alb → shop-api, shop-web → shop/api, shop/web`: what lies side by side stands side by side. */
function pathText(path: Answer['path']): string {
  const kinds = [...new Set(path.map(({ kind }) => kind))];
  const named = kinds.map((kind) => path.filter((hop) => hop.kind === kind).map(({ name }) => name));
  return named.map((names) => names.join(', ')).join(' → ');
}

function impactOf(lang: Lang, symptom: Symptom): Mrkdwn {
  const { count, requests, share } = symptom;
  if (count === null) return tellMrkdwn(lang, 'slack/impact/unknown');
  const known = isAtLeast(symptom) ? 'least' : 'whole';
  if (requests === null || share === null) return tellMrkdwn(lang, 'slack/impact/count', { count, known });
  return tellMrkdwn(lang, 'slack/impact/full', { count, known, requests, share: percent(lang, share) });
}

/** The zones are counted in CloudWatch alone: where they make up the whole count, it is CloudWatch's; the log's may differ. */
function isOfMetrics({ count, byZone }: Symptom): boolean {
  return byZone.length > 0 && byZone.reduce((sum, zone) => sum + zone.count, 0) === count;
}

function sinceOf(lang: Lang, answer: Answer, from: string): Mrkdwn {
  const { ongoing, lastSeen } = answer.symptom;
  const began = mayHaveBegunBefore(answer) ? 'before' : 'then';
  if (ongoing === true) return tellMrkdwn(lang, 'slack/since/ongoing', { from, began });
  if (ongoing === null || lastSeen === null) return tellMrkdwn(lang, 'slack/since/unsure', { from, began });
  return tellMrkdwn(lang, 'slack/since/over', { from, began, to: lastSeen });
}

/** The target and the route that stand out; that none does says something too. */
function whereOf(lang: Lang, { byTarget, byPath, count }: Symptom) {
  const [target] = byTarget;
  const [path] = byPath;
  if (count === null || count === 0 || (target === undefined && path === undefined)) return [];
  const stands = (most: number | undefined) => (most ?? 0) / count >= STANDS_OUT;
  const lines = [
    ...(target !== undefined && byTarget.length > 1 && stands(target.count)
      ? [tellMrkdwn(lang, 'slack/where/target', { key: target.target, count: target.count })]
      : []),
    ...(path !== undefined && byPath.length > 1 && stands(path.count)
      ? [tellMrkdwn(lang, 'slack/where/path', { key: path.path, count: path.count })]
      : []),
  ];
  const even = tellMrkdwn(lang, 'slack/where/even', { targets: byTarget.length, paths: byPath.length });
  const value = lines.length === 0 ? even : (lines.join('\n') as Mrkdwn);
  return [{ label: tell(lang, 'slack/field/where'), value }];
}
