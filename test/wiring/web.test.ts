import { describe, expect, it } from '@jest/globals';
import { ResponderError } from '../../src/domain/errors.ts';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import type { Messenger } from '../../src/slack/messenger.ts';
import { startServer } from '../../src/web/server.ts';
import { makeWatch } from '../../src/wiring/web.ts';
import { calm } from '../web/calm.ts';

const store = { transaction: (work: (tx: never) => unknown) => work({} as never), vitals: async () => calm } as never;
const watchOf = (slack?: string) =>
  makeWatch({
    store,
    clock: { now: () => new Date(1_700_000_000_000) },
    version: '1.2.3',
    database: 'sqlite',
    slack: () => slack,
  });

/** What the watch says over HTTP. */
async function ask(watch: ReturnType<typeof makeWatch>, path: string): Promise<string> {
  const routes = watch.routes([]);
  const server = await startServer({ host: '127.0.0.1', port: 0, routes, onError: () => undefined });
  const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers: { connection: 'close' } });
  const text = await answer.text();
  await server.stop();
  return text;
}

describe('the watch over the bot', () => {
  it('says that nothing can be kept from the first failure to the next success', async () => {
    const watch = watchOf();
    watch.telemetry.delivery('command', 'failed');
    const failing = await ask(watch, '/healthz');
    watch.telemetry.delivery('alarm', 'new');

    expect(JSON.parse(failing)).toEqual({ ok: false, broken: { intake: 'failing' } });
    expect(JSON.parse(await ask(watch, '/healthz'))).toEqual({ ok: true });
  });

  it('counts the calls of Slack by their method and what became of them', async () => {
    const watch = watchOf();
    const messenger = watch.messenger({
      post: async () => '1.1',
      edit: () => Promise.reject(new TypeError('a bug')),
    } as unknown as Messenger);
    await messenger.post('key', { channel: 'C1', threadTs: null }, { text: '', blocks: [] });
    await expect(messenger.edit('key', 'C1', '1.1', { text: '', blocks: [] })).rejects.toThrow('a bug');
    const text = await ask(watch, '/metrics');

    expect(text).toContain('fiveohtwo_slack_calls_total{call="post",outcome="ok"} 1');
    expect(text).toContain('fiveohtwo_slack_calls_total{call="edit",outcome="bug"} 1');
  });

  it('times checks by their verdict, or by the code of their error', async () => {
    const watch = watchOf();
    const cause = watch.diagnose((async () => ({ answer: { verdict: 'cause' } })) as unknown as Diagnose);
    const denied = watch.diagnose(() => Promise.reject(new ResponderError('denied', { id: 'x' })));
    await cause({} as never);
    await expect(denied({} as never)).rejects.toThrow('denied');
    const text = await ask(watch, '/metrics');

    expect(text).toContain('fiveohtwo_check_duration_seconds_count{outcome="cause"} 1');
    expect(text).toContain('fiveohtwo_check_duration_seconds_count{outcome="denied"} 1');
  });

  it('counts the calls of AWS by action and reason', async () => {
    const watch = watchOf();
    watch.heard('ecs:DescribeServices');
    watch.heard('logs:StartQuery', Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
    const text = await ask(watch, '/metrics');

    expect(text).toContain('fiveohtwo_aws_calls_total{operation="ecs:DescribeServices",outcome="ok"} 1');
    expect(text).toContain('fiveohtwo_aws_calls_total{operation="logs:StartQuery",outcome="denied"} 1');
  });

  it('asks for no more requests once it is told to stop, and lives on', async () => {
    const watch = watchOf();
    watch.stopping();

    expect(JSON.parse(await ask(watch, '/readyz'))).toEqual({ ok: false, broken: { process: 'stopping' } });
    expect(JSON.parse(await ask(watch, '/livez'))).toEqual({ ok: true });
  });
});
