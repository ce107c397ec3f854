import type { Clock, Jobs, NewId, Store } from '../domain/ports.ts';
import type { Runbook } from '../domain/runbook.ts';
import type { Lang } from '../domain/text.ts';
import type { AlarmRules } from './alarms/rules.ts';

/** What every flow of the Slack side stands on. */
export interface FlowDeps {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly clock: Clock;
  readonly newId: NewId;
  /** The language of posts in a channel. Private replies follow the person’s own when they are sent. */
  readonly langOf: (channel: string) => Lang;
  readonly runbooks: readonly Runbook[];
  readonly alarms: AlarmRules;
  /** Something is to be sent: called once its rows have committed. */
  readonly wakeOutbox: () => void;
}

export function nowOf(deps: FlowDeps): number {
  return deps.clock.now().getTime();
}
