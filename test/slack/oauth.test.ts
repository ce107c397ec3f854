import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Slack, slashCommand } from '../../sandbox/slack/interactions.ts';
import { bot as app, people } from '../../sandbox/slack/seed.ts';
import { type RunningSlack, startSlack } from '../../sandbox/slack/server.ts';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import { makeLog } from '../../src/log.ts';
import { scopes } from '../../src/slack/manifest.ts';
import { type Bot, startBot } from '../../src/wiring.ts';
import { testConfig } from '../support/config.ts';
import { answerIn } from './answers.ts';

jest.setTimeout(60_000);

const diagnose: Diagnose = async ({ runId = '', lang }) => {
  const { run, ...answer } = answerIn(lang);
  return { answer: { ...answer, run: { ...run, id: runId } }, bundle: {} as never, digest: 'sha256:0' };
};

const oauth = { clientId: '123.456', clientSecret: 'client-secret', stateSecret: 'state-secret' };
const secret = 'signing';
const PAY = { id: 'T0PAY', name: 'Pay', domain: 'pay' };
const PAY_CHANNEL = 'C0PAYROOM';
const members = () => new Set([...people.map(({ id }) => id), app.userId]);

let dataDir: string;
let slack: RunningSlack;
let pay: Slack;
let bot: Bot;

const start = async () => {
  const { slack: plain, ...rest } = testConfig({ dataDir });
  const own = { botToken: null, signingSecret: secret, oauth, apiUrl: slack.apiUrl, host: '127.0.0.1', port: 0 };
  bot = await startBot({ ...rest, slack: { ...plain, ...own } }, makeLog('silent'), {
    diagnose,
    gapMs: 0,
    drainMs: 100,
  });
  slack.setBot(`http://127.0.0.1:${bot.port}/slack/events`);
};

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'slack-oauth-'));
  let aheadMs = 0;
  slack = await startSlack({
    port: 0,
    token: 'xoxb-never',
    signingSecret: secret,
    oauth,
    scopes: scopes.map(({ scope }) => scope),
    now: () => Date.now() + aheadMs,
  });
  const room = { id: PAY_CHANNEL, name: 'pay-room', private: false, topic: '', members: members() };
  pay = slack.addWorkspace(PAY, [room]);
  for (const { workspace } of [slack, pay]) {
    workspace.listen(({ kind }) => {
      if (kind === 'message') aheadMs += 1_000;
    });
  }
  await start();
});
afterEach(async () => {
  await bot.stop();
  await slack.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What a browser does: begins at the bot, says yes at Slack, comes back with the cookie. Gives the last status. */
async function install(team: string, { cookie = true, state = (own: string) => own } = {}): Promise<number> {
  const begun = await fetch(`http://127.0.0.1:${bot.port}/slack/install`, { redirect: 'manual' });
  const consent = new URL(begun.headers.get('location') ?? '');
  consent.searchParams.set('team', team);
  const agreed = await fetch(consent, { redirect: 'manual' });
  const back = new URL(agreed.headers.get('location') ?? '');
  back.searchParams.set('state', state(back.searchParams.get('state') ?? ''));
  const jar = begun.headers.get('set-cookie')?.split(';')[0] ?? '';
  return (await fetch(back, { headers: cookie ? { cookie: jar } : {}, redirect: 'manual' })).status;
}

const ben = people[1] ?? people[0];
const type = (at: Slack, channel: string, words: string) => {
  if (ben === undefined) throw new Error('nobody is there');
  return slashCommand(at, ben, channel, '/502', words);
};

function said(
  { workspace }: { readonly workspace: Slack['workspace'] },
  channel: string,
  part: string,
  times = 1,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (workspace.messages(channel).filter(({ text }) => text.includes(part)).length < times) return;
      clearTimeout(late);
      stop();
      resolve();
    };
    const late = setTimeout(() => reject(new Error(`${part} was never said`)), 15_000);
    const stop = workspace.listen(look);
    look();
  });
}

describe('several workspaces', () => {
  it('install the app one by one, and each is answered with its own token', async () => {
    expect(await install('T0SHOP')).toBe(200);
    expect(await install('T0PAY')).toBe(200);

    expect(await type(slack.slack, 'C0INCIDENTS', 'check shop-alb')).toEqual({ ok: true });
    expect(await type(pay, PAY_CHANNEL, 'check pay-alb')).toEqual({ ok: true });

    await said(slack, 'C0INCIDENTS', 'Checklist');
    await said(pay, PAY_CHANNEL, 'Checklist');
    const posts = slack.journal({ method: 'chat.postMessage' });
    expect(new Set(posts.map(({ args, team }) => `${team} ${args.channel}`))).toEqual(
      new Set(['T0SHOP C0INCIDENTS', `T0PAY ${PAY_CHANNEL}`]),
    );
    expect(posts.filter(({ error }) => error !== null)).toEqual([]);
  });

  it('keep their tokens over a restart, and nobody reads them in the database', async () => {
    await install('T0PAY');
    await bot.stop();
    const kept = readdirSync(dataDir)
      .map((file) => readFileSync(join(dataDir, file)).toString('latin1'))
      .join('');
    await start();

    expect(await type(pay, PAY_CHANNEL, 'check pay-alb')).toEqual({ ok: true });

    await said(pay, PAY_CHANNEL, 'Checklist');
    expect(kept).toContain('team/T0PAY');
    expect(kept).not.toContain('xoxb-');
  });

  it('are forgotten when they remove the app, and known again when they come back', async () => {
    await install('T0SHOP');
    await install('T0PAY');
    await type(pay, PAY_CHANNEL, 'help');

    await slack.uninstall(pay);
    const afterwards = await type(pay, PAY_CHANNEL, 'help');
    const neighbour = await type(slack.slack, 'C0INCIDENTS', 'help');
    await install('T0PAY');
    await type(pay, PAY_CHANNEL, 'check pay-alb');

    expect(afterwards).toEqual({ ok: false, error: 'dispatch_failed' });
    expect(neighbour).toEqual({ ok: true });
    await said(pay, PAY_CHANNEL, 'Checklist');
  });

  it('use the newest token after they installed it anew', async () => {
    await install('T0PAY');
    await type(pay, PAY_CHANNEL, 'check pay-alb');
    await said(pay, PAY_CHANNEL, 'Checklist');

    await install('T0PAY');
    await type(pay, PAY_CHANNEL, 'check other-alb');

    await said(pay, PAY_CHANNEL, 'Checklist', 2);
    expect(slack.journal().filter(({ error }) => error === 'invalid_auth')).toEqual([]);
  });
});

describe('an installation', () => {
  it.each([
    ['without the cookie of the browser that began', { cookie: false }],
    ['with a state that was not signed by us', { state: () => 'forged' }],
    ['without a state', { state: () => '' }],
  ])('is refused %s', async (_what, how) => {
    expect(await install('T0PAY', how)).toBeGreaterThanOrEqual(400);

    expect(await type(pay, PAY_CHANNEL, 'help')).toEqual({ ok: false, error: 'dispatch_failed' });
    expect(slack.journal({ method: 'oauth.v2.access' })).toEqual([]);
  });

  it('asks for the scopes of the manifest', async () => {
    const begun = await fetch(`http://127.0.0.1:${bot.port}/slack/install`, { redirect: 'manual' });

    const asked = new URL(begun.headers.get('location') ?? '').searchParams.get('scope');
    expect(asked?.split(',')).toEqual(scopes.map(({ scope }) => scope));
  });
});
