import { ResponderError } from '../domain/errors.ts';
import type { Lang } from '../domain/text.ts';
import type { Accept } from '../flows/accept-delivery.ts';
import type { ActionBody, Asked } from '../flows/deliveries.ts';
import { knownActions } from '../flows/handle-delivery.ts';
import { makeKeep } from '../flows/keep.ts';
import { tell } from '../messages/say.ts';
import type { Log } from './deliver.ts';
import type { KnownIn } from './known-targets.ts';
import type { Messenger } from './messenger.ts';
import type { OpenCheck } from './open-check.ts';

/** Opens the form behind a button. Rejects when the thing is gone or Slack refuses. */
export type OpenForm = (name: string, asked: Asked, about: string, triggerId: string) => Promise<void>;

/** What the buttons need. */
export interface ActionDeps {
  readonly accept: Accept;
  readonly openForm: OpenForm;
  readonly langOf: (channel: string) => Lang;
  readonly log: Log;
  /** Tells a person that a press was lost. Without it Slack's own sign must do. */
  readonly respond?: Messenger['respond'];
}

/** Where a request came from, as Bolt tells it. */
export interface Workspace {
  readonly teamId?: string;
  readonly enterpriseId?: string;
  readonly isEnterpriseInstall: boolean;
}

export interface ListenerDeps extends ActionDeps {
  readonly openCheck: OpenCheck;
  /** What an alarm of this name means to check, by the configuration. */
  readonly targetOfAlarm: (name: string) => string | undefined;
  /** What the bot knows already of a message's words. */
  readonly knownIn: KnownIn;
  readonly now: () => Date;
  /** The app was removed, or its bot token no longer holds: nothing of that workspace is kept. */
  readonly forget: (of: Workspace) => Promise<void>;
}

export const formActions: readonly string[] = [
  'step-skip',
  'hand-over',
  'add-action-item',
  'start-check',
  'mute',
  'alarm-target-other',
];

export interface PressBody {
  readonly user: { readonly id: string; readonly team_id?: string };
  readonly team?: { readonly id: string } | null;
  readonly channel?: { readonly id: string };
  readonly container?: { readonly channel_id?: string };
  readonly trigger_id?: string;
  readonly response_url?: string;
}

interface ActionArgs {
  ack(): Promise<void>;
  readonly body: PressBody;
  readonly action: {
    readonly action_id?: string;
    readonly value?: string;
    readonly selected_option?: { readonly value: string } | null;
  };
}

/** Every button. What is not ours is acknowledged too: Slack shows a warning sign otherwise. */
export function onAction(deps: ActionDeps) {
  const keep = keepOrTell(deps);
  return async ({ ack, body, action }: ActionArgs): Promise<void> => {
    const { id, value } = pressedOf(action);
    const [name = ''] = id.split('/');
    if (!knownActions.includes(name)) {
      deps.log.warn({ action: id.slice(0, 80) }, 'a button that nobody listens to');
      return ack();
    }
    const press: ActionBody = { ...askedOf(body), action: id, value };
    const trigger = body.trigger_id ?? '';
    const delivery = { id: `action/${trigger}`, kind: 'action' as const, body: { ...press } };
    if (formActions.includes(name)) {
      await ack();
      if (await opens(deps, name, press, trigger)) return;
      // The flow says why: pressed already, out of date, or too late for a form.
      await keep(delivery, press);
      return;
    }
    await keep(delivery, press);
    await ack();
  };
}

async function opens({ openForm, log }: ActionDeps, name: string, press: ActionBody, trigger: string) {
  try {
    await openForm(name, press, press.value, trigger);
    return true;
  } catch (error) {
    if (!(error instanceof ResponderError)) log.warn({ err: error, form: name }, 'a form could not be opened');
    return false;
  }
}

/** Slack sends a press once: when it cannot be kept, the person is told to press again. Rejects when not even that works. */
export function keepOrTell({ accept, respond, langOf, log }: ActionDeps) {
  const keep = makeKeep({ accept, onNotKept: (err) => log.error({ err }, 'a press could not be kept') });
  return async (delivery: Parameters<Accept>[0], { channel, responseUrl }: Asked): Promise<void> => {
    if (await keep(delivery)) return;
    const text = tell(langOf(channel), 'slack/press-not-kept');
    const isTold = responseUrl !== null && (await respond?.(responseUrl, { text, blocks: [] }));
    if (isTold !== true) throw new Error(`${delivery.id} could not be kept, nor the person be told`);
  };
}

/** A button says its value itself, a menu by what was chosen. */
function pressedOf({ action_id: id = '', value, selected_option: chosen }: ActionArgs['action']) {
  return { id, value: value ?? chosen?.value ?? '' };
}

export function askedOf({ user, team, channel, container, response_url: url }: PressBody): Asked {
  return {
    team: team?.id ?? user.team_id ?? '',
    user: user.id,
    channel: channel?.id ?? container?.channel_id ?? '',
    responseUrl: url ?? null,
  };
}
