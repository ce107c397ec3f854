import type { ShortcutBody } from '../flows/deliveries.ts';
import { askedOf, keepOrTell, type ListenerDeps, type PressBody } from './listeners.ts';
import { namedIn } from './targets-in.ts';

interface ShortcutArgs {
  ack(): Promise<void>;
  readonly body: PressBody & { readonly message?: object; readonly message_ts?: string };
}

/** "Check a load balancer": a form, at once, because what opens it lives for three seconds. */
export function onCheckShortcut({ openCheck }: ListenerDeps) {
  return async ({ ack, body }: ShortcutArgs): Promise<void> => {
    await ack();
    await openCheck(askedOf(body), body.trigger_id ?? '', {});
  };
}

/** "Diagnose this": checks what the message names; a form where that is nothing, or several. */
export function onDiagnoseShortcut(deps: ListenerDeps) {
  const keep = keepOrTell(deps);
  return async ({ ack, body }: ShortcutArgs): Promise<void> => {
    const asked = askedOf(body);
    const messageTs = body.message_ts ?? '';
    const trigger = body.trigger_id ?? '';
    const known = await targetsOf(deps, asked.channel, body.message ?? {});
    const [only, ...others] = known;
    if (only === undefined || others.length > 0) {
      await ack();
      return deps.openCheck(asked, trigger, { known, messageTs });
    }
    const delivery: ShortcutBody = { ...asked, shortcut: 'diagnose-message', query: only, messageTs };
    await keep({ id: `shortcut/${trigger}`, kind: 'shortcut', body: { ...delivery } }, asked);
    await ack();
  };
}

async function targetsOf({ targetOfAlarm, knownIn }: ListenerDeps, channel: string, message: object) {
  const { targets, alarms } = namedIn(message);
  if (targets.length > 0) return targets;
  const configured = [...new Set(alarms.flatMap((name) => targetOfAlarm(name) ?? []))];
  return configured.length > 0 ? configured : await knownIn(channel, message);
}

interface HomeArgs {
  readonly body: { readonly team_id: string; readonly event_id: string };
  readonly event: { readonly user: string; readonly tab?: string };
}

/** Rejects when it could not be kept: Slack then sends the event again. */
export function onHomeOpened({ accept }: ListenerDeps) {
  return async ({ body, event }: HomeArgs): Promise<void> => {
    if (event.tab !== 'home') return;
    const delivery = { team: body.team_id, user: event.user, channel: '', responseUrl: null, event: 'app_home_opened' };
    await accept({ id: `event/${body.event_id}`, kind: 'event', body: delivery });
  };
}
