import type { Store } from '../domain/ports.ts';
import { actionItems } from './action-items.ts';
import { alarms } from './alarms.ts';
import { cards } from './cards.ts';
import { doctorRows } from './doctor-rows.ts';
import { inbox } from './inbox.ts';
import { incidents } from './incidents.ts';
import { mutes } from './mutes.ts';
import { outbox } from './outbox.ts';
import { runbookRuns } from './runbook-runs.ts';
import { runs } from './runs.ts';
import { timeline } from './timeline.ts';
import { vitals } from './vitals.ts';
import { homes, installations, places } from './workspaces.ts';

/** What reads and writes rows: the same on both databases. */
export const tables: Omit<Store, 'transaction' | 'afterCommit' | 'close'> = {
  runs,
  incidents,
  timeline,
  runbooks: runbookRuns,
  cards,
  actionItems,
  alarms,
  mutes,
  inbox,
  outbox,
  doctor: doctorRows,
  vitals,
  installations,
  places,
  homes,
};
