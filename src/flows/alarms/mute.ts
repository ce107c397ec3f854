import type { Mute, MuteScope } from '../../domain/alarm-rows.ts';
import { ResponderError } from '../../domain/errors.ts';
import type { Tx } from '../../domain/ports.ts';
import { incidentById } from '../change-incident.ts';
import { type Asked, personOf, type ViewBody } from '../deliveries.ts';
import { type FlowDeps, nowOf } from '../deps.ts';
import { sayTo } from '../say-to.ts';
import { endMute, refreshOpen } from './mute-ends.ts';
import { mutesOf } from './mutes.ts';

const HOUR_MS = 3_600_000;
const LONGEST_MS = 7 * 24 * HOUR_MS;

export const muteScopes = ['alarm', 'target', 'channel'] as const satisfies readonly MuteScope[];
/** What the form offers, in milliseconds; null: until a time that is chosen. */
export const muteSpans = { '30m': HOUR_MS / 2, '1h': HOUR_MS, '4h': 4 * HOUR_MS, until: null } as const;
export type MuteSpan = keyof typeof muteSpans;

/** From the form: quiet until then, for a reason that stands in the message and in the timeline. */
export async function muteAlarms(deps: FlowDeps, tx: Tx, delivery: string, body: ViewBody): Promise<void> {
  const incident = await incidentById(deps, tx, body.about);
  const group = await deps.store.alarms.group(tx, incident.id);
  if (group === undefined) throw new ResponderError('usage', { id: 'alarm/mute-no-alarms' });
  const until = muteUntil(body.fields, nowOf(deps));
  if (until === undefined) throw new ResponderError('usage', { id: 'alarm/mute-when' });
  const scope = muteScopes.find((known) => known === body.fields.what) ?? 'target';
  const subjects = { alarm: group.opener, target: group.target ?? incident.id, channel: incident.channel };
  const mute: Mute = {
    id: deps.newId('mute'),
    incident: incident.id,
    channel: incident.channel,
    scope,
    subject: subjects[scope],
    until,
    reason: (body.fields.reason ?? '').trim().slice(0, 500),
    by: personOf(body),
    createdAt: nowOf(deps),
    endedAt: null,
  };
  await deps.store.mutes.add(tx, mute);
  await deps.store.timeline.append(tx, {
    id: `${delivery}/muted`,
    incident: incident.id,
    at: mute.createdAt,
    by: mute.by,
    type: 'muted',
    body: { mute: mute.id, scope, until: new Date(until).toISOString(), reason: mute.reason },
  });
  await deps.jobs.enqueue(tx, { name: 'mute-ends', dedupeKey: `mute-ends/${mute.id}`, dueAt: until, data: {} });
  await refreshOpen(deps, tx, incident.channel);
}

/** Epoch ms; undefined for a time that is past or too far away. */
export function muteUntil({ span = '1h', until = '' }: ViewBody['fields'], now: number): number | undefined {
  const forMs = Object.hasOwn(muteSpans, span) ? muteSpans[span as MuteSpan] : muteSpans['1h'];
  const at = forMs === null ? Number(until) * 1000 : now + forMs;
  return at > now && at <= now + LONGEST_MS ? at : undefined;
}

/** The button: everything that keeps this incident quiet ends. */
export async function unmuteAlarms(deps: FlowDeps, tx: Tx, delivery: string, asked: Asked, id: string): Promise<void> {
  const incident = await incidentById(deps, tx, id);
  const mutes = await mutesOf(deps, tx, incident);
  if (mutes.length === 0) {
    await sayTo(deps, tx, delivery, asked, { id: 'alarm/not-muted' }, incident.thread);
    return;
  }
  for (const mute of mutes) await endMute(deps, tx, mute, personOf(asked));
  await refreshOpen(deps, tx, incident.channel);
}
