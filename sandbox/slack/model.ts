import type { Json } from './json.ts';

/** Somebody of the workspace. `avatar` is the colour of the initials on the page. */
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
  readonly archived?: boolean;
  /** People and the bot. */
  readonly members: Set<string>;
}

export interface SlackFile {
  readonly id: string;
  readonly name: string;
  readonly length: number;
  readonly createdAt: number;
  /** What a picture shows, in words. */
  readonly altText: string;
  title: string;
  bytes: Buffer | undefined;
  /** Slack finishes an upload later than it says so: until then there is no mimetype. */
  readyAt: number | undefined;
  readonly channels: Set<string>;
}

export interface Message {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly user: string;
  readonly byBot: boolean;
  readonly broadcast: boolean;
  readonly files: readonly string[];
  /** Only this person sees it, and no method reads it back. */
  readonly onlyFor: string | undefined;
  text: string;
  blocks: readonly Json[];
  metadata: Json | undefined;
  edited: { readonly user: string; readonly ts: string } | undefined;
  reactions: Map<string, Set<string>>;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
}

export interface OpenView {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | undefined;
  hash: string;
  view: Json;
}

/** What the page is told as it happens. */
export type Happening =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'gone'; readonly channel: string; readonly ts: string; readonly onlyFor: string | undefined }
  | { readonly kind: 'channels' }
  /** The Home tab of the app was published for somebody. */
  | { readonly kind: 'home'; readonly user: string; readonly view: OpenView }
  | { readonly kind: 'view'; readonly user: string; readonly view: OpenView | undefined };
