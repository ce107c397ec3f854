import { createContext, useContext, useEffect, useReducer } from 'react';
import { type Json, type Message, next, type Person, type Told, type Workspace } from './model.ts';
import { type Words, wordsFor } from './words.ts';

export type Done = {
  readonly ok: boolean;
  readonly error?: string;
  readonly errors?: Readonly<Record<string, string>>;
};

/** Does what the person did: Slack tells the bot, and the page sees what comes of it by its events. */
export async function act(
  action: 'say' | 'press' | 'submit' | 'close' | 'home' | 'shortcut',
  as: string,
  body: Json,
): Promise<Done> {
  try {
    const answer = await fetch(`/page/${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as, ...body }),
    });
    return (await answer.json()) as Done;
  } catch {
    return { ok: false, error: 'offline' };
  }
}

/** What this person sees, kept up to date by server-sent events; a lost connection comes back by itself. */
export function useWorkspace(me: string): Workspace | undefined {
  const [state, tell] = useReducer(next, undefined);
  useEffect(() => {
    const source = new EventSource(`/page/events?as=${encodeURIComponent(me)}`);
    source.onmessage = ({ data }) => tell(JSON.parse(String(data)) as Told);
    return () => source.close();
  }, [me]);
  return state;
}

export interface Here {
  readonly workspace: Workspace;
  readonly person: Person;
  readonly words: Words;
  /** The channel that is open. */
  readonly channel: string;
  openThread(message: Message): void;
  /** Follows a link of the workspace itself; false when it leads elsewhere. */
  follow(href: string): boolean;
}

export const HereContext = createContext<Here | undefined>(undefined);

export function useHere(): Here {
  const here = useContext(HereContext);
  if (here === undefined) throw new Error('outside of the workspace');
  return here;
}

export function wordsOf(person: Person): Words {
  return wordsFor(person.locale === 'ja-JP' ? 'ja' : 'en');
}

/** Who wrote it: a person, the bot or Slack itself. */
export function author(workspace: Workspace, user: string) {
  const person = workspace.people.find(({ id }) => id === user);
  if (person !== undefined) return { name: person.realName, kind: 'person' as const, colour: person.avatar };
  if (user === workspace.bot.id) return { name: workspace.bot.name, kind: 'bot' as const, colour: '#312e4e' };
  return { name: 'Slackbot', kind: 'slackbot' as const, colour: '#5b6472' };
}

export function timeOf(ts: string, person: Person): string {
  const format = new Intl.DateTimeFormat(person.locale, {
    timeZone: person.timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(Number(ts) * 1000);
}

export function dayOf(ts: string, person: Person): string {
  const format = new Intl.DateTimeFormat(person.locale, {
    timeZone: person.timeZone,
    weekday: 'long',
    month: 'long',
    day: 'numeric',
  });
  return format.format(Number(ts) * 1000);
}
