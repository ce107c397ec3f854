import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BotAddress } from './deliver.ts';
import type { Faults } from './faults.ts';
import { readBody, sendJson } from './http.ts';
import type { Journal } from './journal.ts';
import { isObject, type Json, parse, text, whole } from './json.ts';
import type { SocketHub } from './sockets.ts';
import type { Workspace } from './workspace.ts';

interface Parts {
  readonly faults: Faults;
  readonly journal: Journal;
  readonly bot: BotAddress;
  readonly sockets: SocketHub;
  readonly workspace: Workspace;
}

type Act = (parts: Parts, body: Json, url: URL) => Json;

/** For tests that stand outside the process: faults in, the journal out. */
const acts: Readonly<Record<string, Act>> = {
  'POST faults': ({ faults }, body) => ({ fault: faults.add(body) }),
  'DELETE faults': ({ faults }) => {
    faults.clear();
    return {};
  },
  'POST release': ({ faults }, body) => ({ released: faults.release(text(body.id)) }),
  'POST bot': ({ bot }, body) => {
    bot.url = text(body.url) ?? bot.url;
    return { url: bot.url };
  },
  'POST charts': ({ workspace }, body) => {
    workspace.takesCharts = body.taken !== false;
    return { taken: workspace.takesCharts };
  },
  'GET sockets': ({ sockets }) => ({ open: sockets.open, ...sockets.counts }),
  'POST sockets': ({ sockets }, body) => {
    const which = whole(body.which);
    const did = body.do === 'drop' ? sockets.drop(which) : sockets.refresh('refresh_requested', which);
    return { did };
  },
  'GET journal': ({ journal }, _body, url) => {
    const method = url.searchParams.get('method');
    const since = Number(url.searchParams.get('since') ?? 0);
    return { entries: journal.read(method === null ? { since } : { method, since }) };
  },
};

/** Answers `/_sandbox/<action>`; a mistake in the request is said in a sentence. */
export async function serveAdmin(parts: Parts, url: URL, request: IncomingMessage, response: ServerResponse) {
  const act = acts[`${request.method} ${url.pathname.slice('/_sandbox/'.length)}`];
  if (act === undefined) return sendJson(response, 404, { ok: false, error: `known: ${Object.keys(acts).join(', ')}` });
  const parsed = parse((await readBody(request)).toString('utf8'));
  try {
    sendJson(response, 200, { ok: true, ...act(parts, isObject(parsed) ? parsed : {}, url) });
  } catch (error) {
    sendJson(response, 400, { ok: false, error: error instanceof Error ? error.message : String(error) });
  }
}
