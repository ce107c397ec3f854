import type { Lang, Message } from './text.ts';

/**
 * What came in, kept before it is acknowledged. `id` is Slack's own delivery id, or names the alarm's transition
 * (`transitionId`): a repeat is a no-op. `event` is one of Slack's Events API, `shortcut` a global or message shortcut.
 */
export interface Delivery {
  readonly id: string;
  readonly kind: 'command' | 'action' | 'view' | 'shortcut' | 'event' | 'alarm';
  /** Only what the flows need, already parsed. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly receivedAt: number;
}

/**
 * What a message shows, as ids into the store: the messenger renders the newest state when it sends, so that
 * edits coalesce by themselves and a repeat after a crash says what is true then.
 */
export type View =
  | { readonly kind: 'run-root'; readonly run: string }
  | { readonly kind: 'run-layer'; readonly run: string; readonly layer: string }
  | { readonly kind: 'incident-root'; readonly incident: string }
  | { readonly kind: 'step-card'; readonly card: string }
  /** The message of an incident that alarms opened, or of the alarms that joined one. */
  | { readonly kind: 'alarm-root'; readonly incident: string }
  /** All alarms of an incident, as a text file. */
  | { readonly kind: 'alarm-list'; readonly incident: string }
  | { readonly kind: 'report-file'; readonly incident: string; readonly format: 'md' | 'json' }
  | { readonly kind: 'explanation'; readonly about: string }
  /** How to use the bot, with what is going on in the channel. */
  | { readonly kind: 'help'; readonly channel: string }
  /** The Home tab of one person. */
  | { readonly kind: 'home'; readonly team: string; readonly user: string }
  | { readonly kind: 'incident-list'; readonly channel: string }
  /** What `/502 doctor` found, and its button. */
  | { readonly kind: 'doctor'; readonly run: string }
  /** A sentence that ends in a link to the message of another row. */
  | { readonly kind: 'pointer'; readonly message: Message; readonly to: string }
  /** The chart of a view whose message could not show it, as a picture. */
  | { readonly kind: 'chart-file'; readonly of: View }
  /** All of a view whose message could not hold everything, as a text file. */
  | { readonly kind: 'whole'; readonly of: View }
  | {
      readonly kind: 'said';
      readonly messages: readonly Message[];
      readonly buttons?: readonly { readonly action: string; readonly value: string; readonly label: Message }[];
    };

/**
 * One intended post. `key` is the intent: unique, so no re-run of a flow can post twice. `wanted` goes up when the
 * content changed; the worker sends until `sent` has caught up, and sends only the newest state.
 */
export interface OutboxRow {
  readonly key: string; // 'run_…/root', 'run_…/layer/logs', 'card_…'
  /** `home`: the App Home of the person whom `channel` and `user` name. */
  readonly op: 'message' | 'ephemeral' | 'upload' | 'home';
  readonly channel: string;
  /** Key of the row whose thread this belongs in. It waits until that one is posted. */
  readonly thread: string | null;
  readonly user: string | null; // of an ephemeral
  readonly responseUrl: string | null; // five uses, 30 minutes; works where the bot is no member
  readonly view: View;
  readonly lang: Lang;
  /** 0 for what answers a person's click, 1 for the rest. */
  readonly priority: 0 | 1;
  readonly wanted: number;
  readonly sent: number;
  readonly ts: string | null; // Slack's id of the message, once known
  readonly state: 'due' | 'sent' | 'failed';
  readonly attempts: number;
  readonly dueAt: number;
  /** Set before the call, cleared by the answer: after a crash or a timeout we look before we post again. */
  readonly maybePosted: boolean;
  readonly error: string | null;
  readonly createdAt: number;
  /** Since when what it shows has been waiting to be sent. */
  readonly waitingSince: number;
  /** When the call began that made the message; null before. */
  readonly postedAt: number | null;
  /** When Slack last took it. */
  readonly sentAt: number | null;
  /** How often it was posted anew because somebody had deleted it. */
  readonly reposts: number;
}

export type NewOutboxRow = Pick<
  OutboxRow,
  'key' | 'op' | 'channel' | 'thread' | 'user' | 'responseUrl' | 'view' | 'lang' | 'priority'
>;
