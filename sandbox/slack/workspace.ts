import { randomBytes } from 'node:crypto';
import type { Json } from './json.ts';
import type { Channel, Happening, Message, OpenView, Person, SlackFile, Team } from './model.ts';
import { bot, team as home, people, seedChannels } from './seed.ts';

export type NewMessage = Pick<Message, 'channel' | 'user'> &
  Partial<Pick<Message, 'text' | 'blocks' | 'threadTs' | 'metadata' | 'files' | 'broadcast' | 'onlyFor'>>;

/** All that Slack keeps, in memory. Everything that changes what people see is announced. */
export class Workspace {
  readonly people: readonly Person[] = people;
  readonly channels = new Map<string, Channel>();
  readonly files = new Map<string, SlackFile>();
  readonly views = new Map<string, OpenView>();
  /** The app's Home tab, by person. */
  readonly homes = new Map<string, OpenView>();
  readonly pins = new Set<Message>();
  readonly #messages = new Map<string, Message[]>();
  readonly #listeners = new Set<(happening: Happening) => void>();
  readonly now: () => number;
  /** The bot's display name here. */
  readonly botName: string;
  readonly team: Team;
  /** Slack brings the chart block to one workspace after the other. */
  takesCharts = true;
  #lastMicros = 0;

  constructor(now: () => number, botName: string, team = home, channels = seedChannels()) {
    this.team = team;
    this.botName = botName;
    this.now = now;
    for (const channel of channels) this.channels.set(channel.id, channel);
  }

  /** Unique and increasing 'seconds.micros', as Slack's. */
  nextTs(): string {
    this.#lastMicros = Math.max(this.now() * 1000, this.#lastMicros + 1);
    const seconds = Math.floor(this.#lastMicros / 1_000_000);
    return `${seconds}.${String(this.#lastMicros % 1_000_000).padStart(6, '0')}`;
  }

  listen(listener: (happening: Happening) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  announce(happening: Happening): void {
    for (const listener of this.#listeners) listener(happening);
  }

  /** In the order of their ts; ephemeral ones too. */
  messages(channel: string): readonly Message[] {
    return this.#messages.get(channel) ?? [];
  }

  find(channel: string, ts: string): Message | undefined {
    return this.messages(channel).find((message) => message.ts === ts);
  }

  replies(parent: Message): readonly Message[] {
    return this.messages(parent.channel).filter(
      (message) => message.threadTs === parent.ts && message.ts !== parent.ts && message.onlyFor === undefined,
    );
  }

  post(input: NewMessage): Message {
    const message: Message = {
      channel: input.channel,
      ts: this.nextTs(),
      threadTs: input.threadTs,
      user: input.user,
      byBot: input.user === bot.userId,
      broadcast: input.broadcast ?? false,
      files: input.files ?? [],
      onlyFor: input.onlyFor,
      text: input.text ?? '',
      blocks: withBlockIds(input.blocks ?? []),
      metadata: input.metadata,
      edited: undefined,
      reactions: new Map(),
    };
    const kept = this.#messages.get(input.channel) ?? [];
    kept.push(message);
    this.#messages.set(input.channel, kept);
    this.announce({ kind: 'message', message });
    return message;
  }

  edit(message: Message, change: { readonly text?: string; readonly blocks?: readonly Json[] }): void {
    if (change.text !== undefined) message.text = change.text;
    if (change.blocks !== undefined) message.blocks = withBlockIds(change.blocks);
    message.edited = { user: message.user, ts: this.nextTs() };
    this.announce({ kind: 'message', message });
  }

  remove(message: Message): void {
    const kept = this.messages(message.channel).filter((other) => other !== message);
    this.#messages.set(message.channel, kept);
    this.announce({ kind: 'gone', channel: message.channel, ts: message.ts, onlyFor: message.onlyFor });
  }

  person(id: string): Person | undefined {
    return this.people.find((person) => person.id === id);
  }
}

/** Slack gives every block an id when the app gave none. */
export function withBlockIds(blocks: readonly Json[]): readonly Json[] {
  return blocks.map((block) =>
    typeof block.block_id === 'string' && block.block_id !== '' ? block : { ...block, block_id: shortId() },
  );
}

export function shortId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5);
}
