import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Intake, Outcome, Road } from './intake.ts';
import type { Parsed } from './parse/parsed.ts';
import { readBody } from './read-body.ts';

export interface AlarmRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request that is not taken, with what its sender is told. Details hold names and places, never the message's words. */
export class Refused extends Error {
  readonly outcome: Outcome;
  readonly status: number;
  readonly details: object;
  readonly headers: Readonly<Record<string, string>>;

  constructor(outcome: Outcome, status: number, details: object = {}, headers: Readonly<Record<string, string>> = {}) {
    super(outcome);
    this.name = 'Refused';
    this.outcome = outcome;
    this.status = status;
    this.details = details;
    this.headers = headers;
  }
}

export interface RouteOptions {
  readonly road: Road;
  readonly path: string;
  /** Bytes. */
  readonly limit: number;
  readonly intake: Intake;
  /** Looks at what comes before the body: who may not send is not listened to. Throws Refused. */
  readonly admit?: (headers: IncomingHttpHeaders) => void;
  /** What the request holds; undefined when there is nothing to keep and all is done. Rejects with Refused. */
  readonly read: (request: AlarmRequest) => Promise<Parsed | undefined> | Parsed | undefined;
}

/** Answers 200 once the alarms are kept, 503 when they could not be: every sender of alarms tries again then. */
export function alarmRoute(options: RouteOptions) {
  return {
    methods: ['POST'],
    path: options.path,
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { road, intake } = options;
      try {
        const status = await answer(options, request);
        response.writeHead(status).end();
      } catch (error) {
        if (error instanceof Refused) return refuse(options, request, response, error);
        intake.note(road, 'store-away');
        intake.trouble(road, 'an alarm could not be kept', error);
        response.writeHead(503, { 'retry-after': '10' }).end();
      }
    },
  };
}

async function answer({ road, intake, limit, admit, read }: RouteOptions, request: IncomingMessage): Promise<number> {
  admit?.(request.headers);
  const body = await readBody(request, limit);
  if (body === 'too-large') throw new Refused('too-large', 413);
  if (body === 'cut-off') throw new Refused('cut-off', 400);
  const parsed = await read({ headers: request.headers, body });
  if (parsed === undefined) return 200;
  return (await intake.take(road, parsed)) === 'malformed' ? 400 : 200;
}

function refuse(
  { road, intake }: RouteOptions,
  request: IncomingMessage,
  response: ServerResponse,
  why: Refused,
): void {
  intake.note(road, why.outcome, { status: why.status, ...why.details });
  const isUnread = !request.complete;
  response.writeHead(why.status, { ...why.headers, ...(isUnread && { connection: 'close' }) }).end();
  // What still comes is thrown away, so that the sender gets as far as our answer; the server's own limit ends it.
  if (isUnread) request.resume();
}
