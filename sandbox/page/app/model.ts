/** What the stand-in tells the page. Blocks stay loose: whatever the bot sent is shown or shown as broken. */
export type Json = Readonly<Record<string, unknown>>;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly title: string;
  readonly locale: 'en-US' | 'ja-JP';
  readonly timeZone: string;
  readonly avatar: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly private: boolean;
  readonly topic: string;
  readonly members: readonly string[];
}

export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly size: number;
  readonly url_private: string;
  /** What a picture shows, in words. */
  readonly alt_txt?: string;
  readonly ready: boolean;
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly user: string;
  readonly text: string;
  readonly blocks?: readonly Json[];
  readonly thread_ts?: string;
  readonly broadcast: boolean;
  readonly ephemeral: boolean;
  readonly reply_count?: number;
  readonly reply_users?: readonly string[];
  readonly latest_reply?: string;
  readonly edited?: Json;
  readonly files: readonly SharedFile[];
  readonly reactions?: readonly { readonly name: string; readonly count: number }[];
}

export interface Command {
  readonly command: string;
  readonly description: string;
  readonly usageHint: string;
}

/** An entry point of the app besides its commands: from anywhere, or on a message. */
export interface Shortcut {
  readonly type: 'global' | 'message';
  readonly name: string;
  readonly callbackId: string;
  readonly description: string;
}

export interface Home extends Json {
  readonly id: string;
  readonly blocks: readonly Json[];
}

export interface View extends Json {
  readonly id: string;
  readonly hash: string;
  readonly type: 'modal';
  readonly title: { readonly text: string };
  readonly submit?: { readonly text: string };
  readonly close?: { readonly text: string };
  readonly blocks: readonly Json[];
}

export interface Workspace {
  readonly team: { readonly name: string };
  readonly bot: { readonly id: string; readonly name: string };
  readonly slackbot: string;
  readonly people: readonly Person[];
  readonly me: string;
  readonly commands: readonly Command[];
  readonly target: string;
  readonly channels: readonly Channel[];
  readonly messages: ReadonlyMap<string, Message>;
  readonly view: View | null;
  readonly shortcuts?: readonly Shortcut[];
  /** The app's Home tab as the bot published it for this person. */
  readonly home?: Home | null;
  /** Whether the bot listens over Socket Mode; else over HTTP. */
  readonly socketMode?: boolean;
}

export type Told =
  | ({ readonly kind: 'snapshot'; readonly messages: readonly Message[] } & Omit<Workspace, 'messages'>)
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'gone'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'channels'; readonly channels: readonly Channel[] }
  | { readonly kind: 'home'; readonly view: Home | null }
  | { readonly kind: 'view'; readonly view: View | null };

export const keyOf = (channel: string, ts: string): string => `${channel}/${ts}`;

/** The next state. Before the snapshot there is none. */
export function next(state: Workspace | undefined, told: Told): Workspace | undefined {
  if (told.kind === 'snapshot') {
    const { kind: _, messages, ...rest } = told;
    return { ...rest, messages: new Map(messages.map((message) => [keyOf(message.channel, message.ts), message])) };
  }
  return state === undefined ? undefined : changed(state, told);
}

function changed(state: Workspace, told: Exclude<Told, { readonly kind: 'snapshot' }>): Workspace {
  switch (told.kind) {
    case 'message':
      return {
        ...state,
        messages: new Map(state.messages).set(keyOf(told.message.channel, told.message.ts), told.message),
      };
    case 'gone': {
      const messages = new Map(state.messages);
      messages.delete(keyOf(told.channel, told.ts));
      return { ...state, messages };
    }
    case 'channels':
      return { ...state, channels: told.channels };
    case 'view':
      return { ...state, view: told.view };
    case 'home':
      return { ...state, home: told.view };
  }
}
