import { muteUntil } from '../flows/alarms/mute.ts';
import type { ViewBody } from '../flows/deliveries.ts';
import { knownViews } from '../flows/handle-delivery.ts';
import { makeKeep } from '../flows/keep.ts';
import { tell } from '../messages/say.ts';
import type { TextId } from '../messages/texts/index.ts';
import type { FormNote } from './blocks/forms.ts';
import { askedOf, type ListenerDeps, type PressBody } from './listeners.ts';

interface Field {
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
  readonly selected_user?: string | null;
  readonly selected_conversation?: string | null;
  readonly selected_date?: string | null;
  /** Seconds since the epoch. */
  readonly selected_date_time?: number | null;
}

interface ViewArgs {
  ack(answer?: { response_action: 'errors'; errors: Record<string, string> }): Promise<void>;
  readonly body: PressBody & { readonly response_urls?: readonly { readonly response_url?: string }[] };
  readonly view: {
    readonly id: string;
    readonly callback_id: string;
    readonly private_metadata: string;
    readonly blocks?: readonly { readonly type: string; readonly block_id?: string }[];
    readonly state: { readonly values: Readonly<Record<string, Readonly<Record<string, Field>>>> };
  };
}

type Fields = Readonly<Record<string, string>>;
type Mistakes = Readonly<Record<string, TextId>>;

/** Every form. One view is submitted once, so its id is the delivery's. */
export function onView({ accept, langOf, now, log }: Pick<ListenerDeps, 'accept' | 'langOf' | 'now' | 'log'>) {
  const keep = makeKeep({ accept, onNotKept: (err) => log.error({ err }, 'a form could not be kept') });
  return async ({ ack, body, view }: ViewArgs): Promise<void> => {
    if (!knownViews.includes(view.callback_id)) return ack();
    const { about, channel: from } = JSON.parse(view.private_metadata) as FormNote;
    const fields = fieldsOf(view);
    const channel = fields.channel ?? from;
    const refuse = (mistakes: Mistakes) => {
      const errors = Object.entries(mistakes).map(([block, id]) => [block, tell(langOf(channel), id)]);
      return ack({ response_action: 'errors', errors: Object.fromEntries(errors) });
    };
    const mistakes = { ...mistakesIn(view.callback_id, fields, now()), ...nowhere(channel) };
    if (Object.keys(mistakes).length > 0) return refuse(mistakes);
    const [answer] = body.response_urls ?? [];
    const delivery: ViewBody = {
      ...askedOf(body),
      channel,
      responseUrl: answer?.response_url ?? null,
      form: view.callback_id,
      about,
      fields,
    };
    if (await keep({ id: `view/${view.id}`, kind: 'view', body: { ...delivery } })) return ack();
    // The form stays open with all that was typed.
    return refuse({ [firstInput(view)]: 'slack/form-not-kept' });
  };
}

/** Only a form that was opened outside any channel asks for one. */
function nowhere(channel: string): Mistakes {
  return channel === '' ? { channel: 'home/form/which-channel' } : {};
}

function firstInput({ blocks = [] }: ViewArgs['view']): string {
  return blocks.find(({ type }) => type === 'input')?.block_id ?? '';
}

function mistakesIn(form: string, fields: Fields, now: Date): Mistakes {
  switch (form) {
    case 'skip':
      return needed(fields, 'reason');
    case 'mute':
      return { ...needed(fields, 'reason'), ...muteTime(fields, now) };
    case 'alarm-target':
      return needed(fields, 'target');
    case 'action-item':
      return { ...needed(fields, 'text'), ...pastDue(fields, now) };
    case 'check':
      return { ...whichTarget(fields), ...(fields.window === undefined ? { window: 'incident/form/needed' } : {}) };
    default:
      return {};
  }
}

function needed(fields: Fields, name: string): Mistakes {
  return (fields[name] ?? '').trim() === '' ? { [name]: 'incident/form/needed' } : {};
}

/** Where a time is to be chosen it has to come, and soon enough to be remembered. */
function muteTime(fields: Fields, now: Date): Mistakes {
  return muteUntil(fields, now.getTime()) === undefined ? { until: 'alarm/mute-when' } : {};
}

/** Past everywhere on earth: nobody's today is refused. */
function pastDue({ due }: Fields, now: Date): Mistakes {
  const earliest = new Date(now.getTime() - 12 * 3_600_000).toISOString().slice(0, 10);
  return due !== undefined && due < earliest ? { due: 'home/form/past-due' } : {};
}

function whichTarget({ target = '', recent }: Fields): Mistakes {
  const typed = target.trim();
  if (typed === '') return recent === undefined ? { target: 'home/form/which' } : {};
  return /\s/.test(typed) ? { target: 'home/form/one-name' } : {};
}

function fieldsOf({ state }: ViewArgs['view']): Fields {
  const entries = Object.entries(state.values).map(([name, elements]) => {
    const [field = {}] = Object.values(elements);
    return [name, answerIn(field)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

function answerIn(field: Field): string {
  const chosen = field.selected_option?.value ?? field.selected_user ?? field.selected_conversation;
  return field.value ?? chosen ?? field.selected_date ?? field.selected_date_time?.toString() ?? '';
}
