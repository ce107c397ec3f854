import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { SoakBot } from './processes.ts';

/** Sent, and what became of it. */
export interface Load {
  /** Trigger ids of the commands that were acknowledged. */
  readonly commands: readonly string[];
  /** Those of them that are answered by a post for everybody, not by a private answer. */
  readonly checks: readonly string[];
  /** Alarms that were acknowledged: name, state and time. */
  readonly alarms: readonly string[];
  /** Milliseconds from the request to its 200, of commands and of alarms. */
  readonly acks: readonly number[];
  readonly alarmAcks: readonly number[];
  /** Requests whose connection broke because the process was killed under them. */
  readonly broken: number;
  /** Commands that were answered with a sentence instead of being kept. */
  readonly refused: number;
}

export interface LoadOptions {
  readonly bots: readonly SoakBot[];
  readonly signingSecret: string;
  readonly webhookSecret: string;
  readonly slackUrl: string;
  readonly target: string;
  readonly seconds: number;
  readonly commandsPerSecond: number;
  /** So many within ten seconds, then so many a second. */
  readonly storm: number;
  readonly alarmsPerSecond: number;
}

const STORM_SECONDS = 10;
const CHANNELS = 40;
const NAMES = 100;
const TRIES = 60;

/** Sends at the given pace, whatever the answers do; resolves when everything has been answered or given up. */
export async function sendLoad(options: LoadOptions): Promise<Load> {
  const { seconds, commandsPerSecond, storm, alarmsPerSecond } = options;
  const made = emptyLoad();
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const send = makeSender(options, agent, made);
  const under = new Set<Promise<void>>();
  const startedAt = performance.now();
  let commands = 0;
  let alarms = 0;
  for (let now = 0; now < seconds; now = (performance.now() - startedAt) / 1000) {
    for (; commands < now * commandsPerSecond; commands += 1) track(under, send.command(commands));
    for (; alarms < alarmsBy(now, storm, alarmsPerSecond); alarms += 1) track(under, send.alarm(alarms));
    await wait(10);
  }
  await Promise.all(under);
  agent.destroy();
  return made;
}

function alarmsBy(seconds: number, storm: number, perSecond: number): number {
  const calm = Math.max(0, seconds - STORM_SECONDS);
  return (storm * Math.min(seconds, STORM_SECONDS)) / STORM_SECONDS + calm * perSecond;
}

function track(under: Set<Promise<void>>, work: Promise<void>): void {
  const tracked: Promise<void> = work.finally(() => under.delete(tracked));
  under.add(tracked);
}

const emptyLoad = () => ({
  commands: [] as string[],
  checks: [] as string[],
  alarms: [] as string[],
  acks: [] as number[],
  alarmAcks: [] as number[],
  broken: 0,
  refused: 0,
});

function makeSender(options: LoadOptions, agent: Agent, made: ReturnType<typeof emptyLoad>) {
  const { bots, signingSecret, webhookSecret, slackUrl, target } = options;
  let turn = 0;

  /** The front door: the next process that is up. */
  function door(): SoakBot | undefined {
    turn += 1;
    const up = bots.filter((bot) => bot.isUp());
    return up[turn % Math.max(1, up.length)];
  }

  async function once(path: string, headers: Record<string, string>, body: string): Promise<Answer | undefined> {
    const bot = door();
    if (bot === undefined) return undefined;
    return post(agent, `${bot.url}${path}`, headers, body).catch(() => {
      made.broken += 1;
      return undefined;
    });
  }

  return {
    /** Slack sends a command once. */
    async command(n: number): Promise<void> {
      const trigger = `${n}.soak`;
      const fields = {
        command: '/502',
        text: wordsOf(n, target),
        trigger_id: trigger,
        user_id: `U${n % 97}`,
        team_id: 'T1',
      };
      const channel_id = `C0SOAK${n % CHANNELS}`;
      const response_url = `${slackUrl}/respond/${trigger}`;
      const body = String(new URLSearchParams({ ...fields, channel_id, response_url }));
      const answer = await once('/slack/events', slackHeaders(signingSecret, body), body);
      if (answer?.status !== 200) return;
      if (answer.text !== '') {
        made.refused += 1;
        return;
      }
      made.acks.push(answer.ms);
      made.commands.push(trigger);
      if (isCheck(n)) made.checks.push(trigger);
    },
    /** Who sends alarms sends them until they are taken. */
    async alarm(n: number): Promise<void> {
      const changed = { alarm: `soak-${n % NAMES}`, state: Math.floor(n / NAMES) % 2 === 0 ? 'alarm' : 'ok' };
      const changedAt = new Date(Date.now() + n).toISOString();
      const body = JSON.stringify({ ...changed, name: changed.alarm, changedAt, reason: 'soak' });
      for (let tries = 0; tries < TRIES; tries += 1) {
        const answer = await once('/alarms/webhook', webhookHeaders(webhookSecret, body), body);
        if (isTaken(answer)) {
          made.alarmAcks.push(answer.ms);
          made.alarms.push(`${changed.alarm} ${changed.state} ${Date.parse(changedAt)}`);
          return;
        }
        await wait(500);
      }
      throw new Error('nobody took an alarm');
    },
  };
}

/** Mostly what costs little to answer, and now and then a whole check. */
const isCheck = (n: number) => n % 1_000 === 999;

function wordsOf(n: number, target: string): string {
  if (isCheck(n)) return `check ${target}`;
  return n % 5 === 0 ? 'incident status' : 'help';
}

/** Throws for a refusal: that would be a mistake of this program. */
function isTaken(answer: Answer | undefined): answer is Answer {
  if (answer === undefined || answer.status >= 500) return false;
  if (answer.status >= 400) throw new Error(`an alarm was refused: ${answer.status} ${answer.text}`);
  return true;
}

function slackHeaders(secret: string, body: string): Record<string, string> {
  const stamp = String(Math.floor(Date.now() / 1000));
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': stamp,
    'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`,
  };
}

function webhookHeaders(secret: string, body: string): Record<string, string> {
  const stamp = String(Math.floor(Date.now() / 1000));
  return {
    'content-type': 'application/json',
    'x-fiveohtwo-timestamp': stamp,
    'x-fiveohtwo-signature': createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex'),
  };
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
}

function post(agent: Agent, url: string, headers: Record<string, string>, body: string): Promise<Answer> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method: 'POST', agent, headers }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => {
        text += chunk;
      });
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text, ms: performance.now() - startedAt }));
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
