import type { Found, Probe } from '../domain/doctor.ts';
import { failed, off, ok, unknown } from '../messages/found.ts';
import { type Asked, ask, clientOf } from './doctor-call.ts';
import { channelFindings } from './doctor-channel.ts';
import { scopes } from './manifest.ts';

/** A token that the bot speaks with. `token` null: kept, but it cannot be opened. */
export interface Access {
  /** Id of the installation; null for the one token of the settings. */
  readonly installation: string | null;
  readonly token: string | null;
}

export interface SlackDoctor {
  /** Null: not set, which the settings tell. */
  readonly botToken: string | null;
  readonly appToken: string | null;
  readonly apiUrl: string | null;
  /** Those of all workspaces that installed the app; null: there is the one of the settings. */
  readonly installed: (() => Promise<readonly Access[]>) | null;
  /** Where alarms are to be posted. */
  readonly channels: readonly string[];
  /** The workspace that deliveries came from until now. */
  readonly knownTeam: () => Promise<string | null>;
  readonly onDate: (date: string | null) => void;
}

/** Whether Slack takes the tokens, grants what is needed and lets us where alarms belong. */
export function makeSlackProbes(doctor: SlackDoctor): readonly Probe[] {
  const { botToken, appToken, installed } = doctor;
  const single = botToken?.startsWith('xoxb-') ? async () => [{ installation: null, token: botToken }] : null;
  const accesses = installed ?? single;
  const bot = accesses === null ? [] : [{ id: 'slack', limitMs: BOT_MS, run: withTokens(doctor, accesses) }];
  return [...bot, { id: 'slack/socket', run: socket(doctor, appToken) }];
}

const BOT_MS = 20_000;

function withTokens(doctor: SlackDoctor, accesses: () => Promise<readonly Access[]>) {
  return async (signal: AbortSignal): Promise<readonly Found[]> => {
    const all = await accesses();
    if (all.length === 0) return [unknown('slack/nobody-installed')];
    const looked = await Promise.all(all.map((access) => withToken(doctor, access, signal)));
    return [...looked.flatMap(({ found }) => found), ...mergedChannels(looked.map(({ channels }) => channels))];
  };
}

interface Looked {
  readonly found: readonly Found[];
  /** In the order of the settings; empty where the token itself failed. */
  readonly channels: readonly Found[];
}

async function withToken(doctor: SlackDoctor, { installation, token }: Access, signal: AbortSignal): Promise<Looked> {
  const nothing = (found: Found): Looked => ({ found: [found], channels: [] });
  if (token === null) return nothing(failed('slack/installation-sealed', { installation: installation ?? '' }));
  const client = clientOf(token, { ...doctor, signal });
  const asked = await ask(client.auth.test());
  if (asked.kind !== 'answered') return nothing(troubleOf('auth.test', asked, doctor, tokenTrouble));
  const { team = '?', team_id: teamId = '', user: bot = '?' } = asked.answer;
  const place = { client, bot, scopes: asked.scopes ?? [] };
  const channels = await Promise.all(doctor.channels.map((channel) => channelFindings(place, channel)));
  const elsewhere = installation === null ? await workspaceOf(doctor, teamId, team) : undefined;
  return { found: [elsewhere ?? ok('slack/token', { user: bot, team }), ...scopesOf(asked.scopes)], channels };
}

/** A channel belongs to one workspace: it is enough that one of them knows it. */
function mergedChannels(byAccess: readonly (readonly Found[])[]): readonly Found[] {
  const [first = []] = byAccess.filter(({ length }) => length > 0);
  return first.map(
    (found, nth) => byAccess.flatMap((own) => own[nth] ?? []).find(({ state }) => state === 'ok') ?? found,
  );
}

/** The workspace of the token; null when Slack does not say. */
export async function teamOf(
  doctor: Pick<SlackDoctor, 'botToken' | 'apiUrl'>,
  signal: AbortSignal,
): Promise<string | null> {
  if (doctor.botToken === null) return null;
  const asked = await ask(clientOf(doctor.botToken, { ...doctor, onDate: () => undefined, signal }).auth.test());
  return asked.kind === 'answered' ? (asked.answer.team_id ?? null) : null;
}

/** A bot that was moved to another workspace hears nothing of the first one. */
async function workspaceOf(doctor: SlackDoctor, teamId: string, team: string): Promise<Found | undefined> {
  const known = await doctor.knownTeam();
  if (known === null || known === teamId) return undefined;
  return failed('slack/wrong-workspace', { team: `${team} (${teamId})`, known });
}

function scopesOf(granted: readonly string[] | null): readonly Found[] {
  if (granted === null) return [unknown('slack/scopes-not-told')];
  const missing = scopes.filter(({ scope }) => !granted.includes(scope));
  if (missing.length === 0) return [ok('slack/scopes', { count: scopes.length })];
  return missing.map(({ scope }) => failed('slack/scope-missing', { scope, key: scope.replace(/\W/g, '_') }));
}

const gone = ['token_revoked', 'account_inactive'];

function tokenTrouble(reason: string): Found {
  if (gone.includes(reason)) return failed('slack/token-revoked', { reason });
  if (reason === 'token_expired') return failed('slack/token-expired');
  const wrong = ['invalid_auth', 'not_authed', 'not_allowed_token_type', 'org_login_required'].includes(reason);
  return wrong ? failed('slack/token-refused', { reason }) : unknown('slack/unclear', { call: 'auth.test', reason });
}

function troubleOf(
  call: string,
  asked: Exclude<Asked<unknown>, { readonly kind: 'answered' }>,
  { apiUrl }: SlackDoctor,
  refused: (reason: string) => Found,
): Found {
  switch (asked.kind) {
    case 'refused':
      return refused(asked.reason);
    case 'rate-limited':
      return unknown('slack/rate-limited', { call, seconds: asked.seconds });
    case 'unreachable':
      return failed('slack/unreachable', { url: apiUrl ?? 'https://slack.com', detail: asked.detail });
  }
}

/** Opens nothing: Slack only says where a socket could be opened. */
function socket(doctor: SlackDoctor, token: string | null) {
  return async (signal: AbortSignal): Promise<readonly Found[]> => {
    if (token === null) return doctor.botToken === null && doctor.installed === null ? [] : [off('slack/socket-off')];
    // The wrong kind is told by the settings.
    if (!token.startsWith('xapp-')) return [];
    const asked = await ask(clientOf(token, { ...doctor, signal }).apps.connections.open());
    return [
      asked.kind === 'answered' ? ok('slack/socket') : troubleOf('apps.connections.open', asked, doctor, noSocket),
    ];
  };
}

function noSocket(reason: string): Found {
  if (reason === 'missing_scope' || reason === 'no_permission') return failed('slack/app-scope-missing');
  const wrong = /auth|token|account/.test(reason);
  return wrong
    ? failed('slack/app-token-refused', { reason })
    : unknown('slack/unclear', { call: 'apps.connections.open', reason });
}
