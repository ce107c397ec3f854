import type { Message } from '../../sandbox/slack/model.ts';
import type { House } from './house.ts';
import { CHANNEL } from './person.ts';

/** What people have in front of them, counted by what the bot intended. */
export interface Account {
  /** Intents that were posted more than once, by everything that Slack ever accepted. */
  readonly repeated: readonly string[];
  /** Files that were shared more than once. */
  readonly repeatedFiles: readonly string[];
  /** Posts without a mark: nobody could look for them. */
  readonly unmarked: number;
}

export function accountOf({ slack }: House): Account {
  const accepted = slack.journal({ method: 'chat.postMessage' }).filter((entry) => entry.accepted);
  const intents = accepted.map(({ args }) => intentOf(args.metadata));
  const files = slack.workspace
    .messages(CHANNEL)
    .flatMap((message) => message.files.map((id) => slack.workspace.files.get(id)?.name ?? id));
  return {
    repeated: repeats(intents.filter((intent) => intent !== undefined)),
    repeatedFiles: repeats(files),
    unmarked: intents.filter((intent) => intent === undefined).length,
  };
}

/** The messages that carry this intent. */
export function postsOf({ slack }: House, intent: string): readonly Message[] {
  return slack.workspace.messages(CHANNEL).filter(({ metadata }) => intentOf(metadata) === intent);
}

/** It comes as an object or as JSON text. */
function intentOf(metadata: unknown): string | undefined {
  const value: unknown = typeof metadata === 'string' ? JSON.parse(metadata) : metadata;
  const payload = (value as { readonly event_payload?: { readonly key?: unknown } } | undefined)?.event_payload;
  return typeof payload?.key === 'string' ? payload.key : undefined;
}

function repeats(all: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return all.filter((each) => seen.size === seen.add(each).size);
}
