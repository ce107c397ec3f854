import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { freePort } from '../../sandbox/run/bot.ts';
import { slashCommand } from '../../sandbox/slack/interactions.ts';
import { type RunningSlack, startSlack } from '../../sandbox/slack/server.ts';
import { scopes } from '../../src/slack/manifest.ts';

jest.setTimeout(90_000);

const CHANNEL = 'C0INCIDENTS';
const secret = 'shutdown';
const appToken = 'xapp-shutdown';

let slack: RunningSlack;
let dataDir: string;
const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await slack.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function openSlack(isSocket: boolean): Promise<void> {
  dataDir = mkdtempSync(join(tmpdir(), 'slack-shutdown-'));
  const given = scopes.map(({ scope }) => scope);
  slack = await startSlack({
    port: 0,
    token: 'xoxb-s',
    signingSecret: secret,
    scopes: given,
    ...(isSocket && { appToken }),
  });
}

/** `502 serve` as a process of its own, once it is healthy. */
async function serve(isSocket: boolean) {
  const port = await freePort();
  const plain = Object.entries(process.env).filter(([name]) => !/^(AWS_|SLACK_|FIVEOHTWO_|NODE_OPTIONS)/.test(name));
  const child = spawn(process.execPath, ['bin/502.js', 'serve'], {
    env: {
      ...Object.fromEntries(plain),
      PORT: String(port),
      HOST: '127.0.0.1',
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: 'xoxb-s',
      ...(isSocket ? { SLACK_APP_TOKEN: appToken } : { SLACK_SIGNING_SECRET: secret }),
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      FIVEOHTWO_DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
    },
    stdio: 'ignore',
  });
  running.push(child);
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  slack.setBot(`http://127.0.0.1:${port}/slack/events`);
  const url = `http://127.0.0.1:${port}/healthz`;
  await until(async () => (await fetch(url).catch(() => undefined))?.ok === true, 'the bot is not healthy');
  return { child, ended, url };
}

async function until(isIt: () => Promise<boolean> | boolean, complaint: string): Promise<void> {
  for (const end = performance.now() + 30_000; performance.now() < end; ) {
    if (await isIt()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(complaint);
}

describe.each([
  ['HTTP', false],
  ['Socket Mode', true],
])('SIGTERM over %s', (_way, isSocket) => {
  it('ends with 0, and what was acknowledged before is answered once: now or after the next start', async () => {
    await openSlack(isSocket);
    const first = await serve(isSocket);
    const ben = slack.workspace.person('U0BEN');
    if (ben === undefined) throw new Error('nobody is there');
    const typed = Array.from({ length: 40 }, (_, at) =>
      slashCommand(slack.slack, ben, CHANNEL, '/502', `incident resolve inc_${at}`),
    );
    await Promise.race(typed);

    first.child.kill('SIGTERM');
    const done = await Promise.all(typed);
    const code = await first.ended;
    await serve(isSocket);

    const taken = done.filter(({ ok }) => ok).length;
    const answers = () => slack.workspace.messages(CHANNEL).filter(({ text }) => text.includes('inc_')).length;
    await until(() => answers() >= taken, `${answers()} of ${taken} were answered`);
    expect(code).toBe(0);
    expect(taken).toBeGreaterThan(0);
    expect(answers()).toBe(taken);
    if (isSocket) expect(slack.sockets.open).toBe(2);
  });
});
