import type { AlarmEvent } from '../../domain/alarm.ts';

/** What the configuration says about alarms. */
export interface AlarmRules {
  /** Where alarms without a rule of their own are told; null: they are kept, but told nowhere. */
  readonly channel: string | null;
  /** The first whose pattern fits decides. */
  readonly rules: readonly AlarmRule[];
  /** How often an alarm that goes on is brought to mind; 0: never. */
  readonly remindMs: number;
  /** Alarms of one target within this time belong to one incident. */
  readonly windowMs: number;
  /** Told, once it is kept, of an alarm that no rule and no default gives a channel. */
  readonly onRefused: (event: AlarmEvent) => void;
}

export interface AlarmRule {
  /** Of the alarm's name; `*` stands for anything. */
  readonly alarm: string;
  readonly target?: string;
  readonly channel?: string;
}

export function ruleOf({ rules }: AlarmRules, { name }: AlarmEvent): AlarmRule | undefined {
  return rules.find(({ alarm }) => isLike(name, alarm));
}

export function channelOf(rules: AlarmRules, event: AlarmEvent): string | null {
  return ruleOf(rules, event)?.channel ?? rules.channel;
}

/** Whether `pattern` covers the whole of `name`. Letters count as they are written, as in CloudWatch. */
export function isLike(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
  let at = first.length;
  const end = name.length - last.length;
  for (const part of rest) {
    const found = name.slice(0, end).indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return true;
}
