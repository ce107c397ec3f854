import type { ChecklistLine } from '../domain/answer.ts';
import type { AnyCheck, ChecklistItem, Severity } from '../domain/check.ts';
import type { Evidence } from '../domain/evidence.ts';
import type { Lang } from '../domain/text.ts';
import { tell } from '../messages/say.ts';
import type { Ran } from './run-checks.ts';
import { sentenceOf } from './sentences.ts';

const items: readonly ChecklistItem[] = ['health-check', 'certificate', 'network', 'timeouts', 'resources'];
const weight: Readonly<Record<Severity, number>> = { high: 3, medium: 2, low: 1, info: 0 };

/** The guide's five lines. A line is clear only when every check of it answered; otherwise it says how to look. */
export function checklistOf(
  checks: readonly AnyCheck[],
  findings: readonly Ran[],
  evidence: Evidence,
  lang: Lang,
): ChecklistLine[] {
  return items.map((id) => {
    const asked = checks.flatMap((check, at) => {
      const finding = findings[at];
      return check.checklist === id && finding !== undefined ? [{ check, finding }] : [];
    });
    const item = tell(lang, `verdict/checklist/${id}`);
    const speaking = telling(asked);
    if (speaking === undefined) {
      const how = tell(lang, `verdict/checklist/how/${id}`);
      return { id, observation: 'unknown', sentence: tell(lang, 'verdict/checklist/not-asked', { item, how }) };
    }
    const sentence = sentenceOf(speaking.check, speaking.finding, evidence, lang);
    const line = tell(lang, 'verdict/checklist/line', { item, sentence });
    const observation = speaking.finding.observation.status;
    if (observation !== 'unknown') return { id, observation, sentence: line };
    return { id, observation, sentence: `${line} ${tell(lang, `verdict/checklist/how/${id}`)}` };
  });
}

interface Asked {
  readonly check: AnyCheck;
  readonly finding: Ran;
}

/** A fault speaks before a doubt, a doubt before an all-clear; among equals the gravest. */
function telling(asked: readonly Asked[]): Asked | undefined {
  const order = ['seen', 'unknown', 'not-seen', 'not-applicable'];
  return [...asked].sort(
    (a, b) =>
      order.indexOf(a.finding.observation.status) - order.indexOf(b.finding.observation.status) ||
      weight[b.check.severity] - weight[a.check.severity] ||
      (a.check.id < b.check.id ? -1 : 1),
  )[0];
}
