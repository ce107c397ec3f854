import { SocketModeClient } from '@slack/socket-mode';

/** Holds a connection open that Slack wants back, as long as something is to be said over it. */
export type BeforeGoing = () => Promise<void>;

type Options = ConstructorParameters<typeof SocketModeClient>[0];

/**
 * Slack announces that it will recycle a connection; the library then closes it at once, and what came in a moment before
 * could no longer be acknowledged. This one waits for `beforeGoing` first.
 */
export class PatientClient extends SocketModeClient {
  readonly #beforeGoing: BeforeGoing;

  constructor(options: Options, beforeGoing: BeforeGoing) {
    super(options);
    this.#beforeGoing = beforeGoing;
  }

  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    if (typeof data === 'string' && isFarewell(data)) await this.#beforeGoing();
    await super.onWebSocketMessage(data, isBinary);
  }
}

function isFarewell(data: string): boolean {
  if (!data.includes('"disconnect"')) return false;
  try {
    return (JSON.parse(data) as { readonly type?: unknown } | null)?.type === 'disconnect';
  } catch {
    return false;
  }
}
