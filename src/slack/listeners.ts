import { ResponderError } from '../domain/errors.ts';
import type { Lang } from '../domain/text.ts';
import type { Accept } from '../flows/accept-delivery.ts';
import type { ActionBody, Asked, ViewBody } from '../flows/deliveries.ts';
import { knownActions, knownViews } from '../flows/handle-delivery.ts';
import { tell } from '../messages/say.ts';
import type { FormNote } from './blocks/forms.ts';
import type { Log } from './deliver.ts';

/** Opens the form behind a button. Rejects when the thing is gone or Slack refuses. */
export type OpenForm = (name: string, asked: Asked, about: string, triggerId: string) => Promise<void>;

export interface ListenerDeps {
  readonly accept: Accept;
  readonly openForm: OpenForm;
  readonly langOf: (channel: string) => Lang;
  readonly log: Log;
}

export const formActions: readonly string[] = ['step-skip', 'hand-over', 'add-action-item'];

interface ActionArgs {
  ack(): Promise<void>;
  readonly body: {
    readonly user: { readonly id: string; readonly team_id?: string };
    readonly team?: { readonly id: string } | null;
    readonly channel?: { readonly id: string };
    readonly container?: { readonly channel_id?: string };
    readonly trigger_id?: string;
    readonly response_url?: string;
  };
  readonly action: {
    readonly action_id?: string;
    readonly value?: string;
    readonly selected_option?: { readonly value: string } | null;
  };
}

/** Every button. What is not ours is acknowledged too: Slack shows a warning sign otherwise. */
export function onAction({ accept, openForm, log }: ListenerDeps) {
  return async ({ ack, body, action }: ActionArgs): Promise<void> => {
    const { id, value } = pressedOf(action);
    const [name = ''] = id.split('/');
    if (!knownActions.includes(name)) {
      log.warn({ action: id.slice(0, 80) }, 'a button that nobody listens to');
      return ack();
    }
    const delivery: ActionBody = { ...askedOf(body), action: id, value };
    const trigger = body.trigger_id ?? '';
    const keep = () => accept({ id: `action/${trigger}`, kind: 'action', body: { ...delivery } });
    if (!formActions.includes(name)) {
      await keep();
      return ack();
    }
    await ack();
    try {
      await openForm(name, delivery, value, trigger);
    } catch (error) {
      // The flow says why: pressed already, out of date, or too late for a form.
      if (!(error instanceof ResponderError)) log.warn({ err: error, form: name }, 'a form could not be opened');
      await keep();
    }
  };
}

/** A button says its value itself, a menu by what was chosen. */
function pressedOf({ action_id: id = '', value, selected_option: chosen }: ActionArgs['action']) {
  return { id, value: value ?? chosen?.value ?? '' };
}

function askedOf({ user, team, channel, container, response_url: url }: ActionArgs['body']): Asked {
  return {
    team: team?.id ?? user.team_id ?? '',
    user: user.id,
    channel: channel?.id ?? container?.channel_id ?? '',
    responseUrl: url ?? null,
  };
}

interface Field {
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
  readonly selected_user?: string | null;
  readonly selected_date?: string | null;
}

interface ViewArgs {
  ack(answer?: { response_action: 'errors'; errors: Record<string, string> }): Promise<void>;
  readonly body: {
    readonly user: { readonly id: string; readonly team_id?: string };
    readonly team?: { readonly id: string } | null;
  };
  readonly view: {
    readonly id: string;
    readonly callback_id: string;
    readonly private_metadata: string;
    readonly state: { readonly values: Readonly<Record<string, Readonly<Record<string, Field>>>> };
  };
}

const needed: Readonly<Record<string, readonly string[]>> = { skip: ['reason'], 'action-item': ['text'] };

/** Every form. One view is submitted once, so its id is the delivery's. */
export function onView({ accept, langOf }: ListenerDeps) {
  return async ({ ack, body, view }: ViewArgs): Promise<void> => {
    if (!knownViews.includes(view.callback_id)) return ack();
    const { about, channel } = JSON.parse(view.private_metadata) as FormNote;
    const fields = fieldsOf(view);
    const empty = (needed[view.callback_id] ?? []).filter((name) => (fields[name] ?? '').trim() === '');
    if (empty.length > 0) {
      const sentence = tell(langOf(channel), 'incident/form/needed');
      return ack({ response_action: 'errors', errors: Object.fromEntries(empty.map((name) => [name, sentence])) });
    }
    const delivery: ViewBody = {
      team: body.team?.id ?? body.user.team_id ?? '',
      user: body.user.id,
      channel,
      responseUrl: null,
      form: view.callback_id,
      about,
      fields,
    };
    await accept({ id: `view/${view.id}`, kind: 'view', body: { ...delivery } });
    await ack();
  };
}

function fieldsOf({ state }: ViewArgs['view']): Record<string, string> {
  const entries = Object.entries(state.values).map(([name, elements]) => {
    const [field = {}] = Object.values(elements);
    const value = field.value ?? field.selected_option?.value ?? field.selected_user ?? field.selected_date ?? '';
    return [name, value] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}
