import type { Found } from '../../domain/doctor.ts';

/** What a person reads first: nothing works without the settings, nothing is heard without Slack. */
export const groups = ['settings', 'slack', 'buttons', 'alarms', 'aws', 'store', 'jobs', 'clock', 'last'] as const;
export type Group = (typeof groups)[number];

/** By the first word of its id; of a probe that did not answer, by the probe's. */
export function groupOf({ id, said }: Found): Group {
  const about = id.startsWith('probe/') ? String(said.args?.probe ?? '') : id;
  const [first] = about.split('/');
  return groups.find((group) => group === first) ?? 'settings';
}

const states = ['failed', 'unknown', 'ok', 'off'] as const satisfies readonly Found['state'][];

/** By group; inside it what needs somebody comes first. Otherwise as it was found. */
export function inOrder(found: readonly Found[]): readonly Found[] {
  const rank = (one: Found) => groups.indexOf(groupOf(one)) * states.length + states.indexOf(one.state);
  return found.toSorted((a, b) => rank(a) - rank(b));
}

export type Counts = Readonly<Record<Found['state'], number>>;

export function countsOf(found: readonly Found[]): Counts {
  const of = (state: Found['state']) => found.filter((one) => one.state === state).length;
  return { ok: of('ok'), failed: of('failed'), unknown: of('unknown'), off: of('off') };
}

/** 0: all that is needed works. 2: something does not. 3: something is not known, which is never a yes. */
export function exitCodeOf(found: readonly Found[]): 0 | 2 | 3 {
  const { failed, unknown } = countsOf(found);
  if (failed > 0) return 2;
  return unknown > 0 ? 3 : 0;
}
