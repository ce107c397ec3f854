import { describe, expect, it } from '@jest/globals';
import type { Found } from '../../src/domain/doctor.ts';
import type { Lang } from '../../src/domain/text.ts';
import { failed, mendedBy, off, ok, unknown } from '../../src/messages/found.ts';
import { type Typed, type as typeLine } from '../cli/a-terminal.ts';

const at = Date.parse('2026-11-20T10:15:00Z');
const scope = failed('slack/scope-missing', { scope: 'files:write', key: 'files_write' });
const setting = mendedBy('store/postgres-setting', 'alter system set fsync = on; select pg_reload_conf();', {
  name: 'fsync',
  value: 'off',
});
const fine = [ok('settings/read'), off('alarms/off')];

const type = (line: string, found: readonly Found[], lang: Lang = 'en'): Promise<Typed> =>
  typeLine(line, {
    env: { FIVEOHTWO_LANG: lang },
    parts: {
      doctor: async ({ onStart, onDone }) => {
        onStart(['settings', 'slack']);
        onDone('slack', found);
        return { diagnosis: { at, found }, lang };
      },
    },
  });

describe('502 doctor', () => {
  it('prints groups, what does not work first, and the line that mends it in one piece', async () => {
    const { out, err, exitCode } = await type('doctor', [...fine, setting, scope]);

    expect(out).toMatchInlineSnapshot(`
"Settings
  ok       The settings are understood. [settings/read]

Slack
  FAILED   The scope files:write is not granted. Without it: no reports and no
           long answers as files. [slack/scope-missing]
           → Add files:write at api.slack.com/apps → OAuth & Permissions → Bot Token Scopes, then install the app again.

Events and alarms
  off      Alarms are not set up. [alarms/off]

Store
  FAILED   fsync is off: if the server crashes, data that it has acknowledged
           may be lost. [store/postgres-setting]
           → alter system set fsync = on; select pg_reload_conf();

2 failed, 0 unknown, 1 ok, 1 off
"
`);
    expect(err).toBe('Looking the bot over\n1/2 slack: FAILED\n');
    expect(exitCode).toBe(2);
  });

  it('ends with 0 only when everything that is needed was tried and works', async () => {
    const good = await type('doctor', fine);
    const half = await type('doctor', [...fine, unknown('clock/not-known')]);

    expect(good.exitCode).toBe(0);
    expect(good.out).toContain('Everything that is needed was tried and works.');
    expect(half.exitCode).toBe(3);
    expect(half.out).not.toContain('Everything that is needed');
  });

  it('speaks Japanese', async () => {
    const { out } = await type('doctor --lang ja', [scope, setting], 'ja');

    expect(out).toContain('異常     スコープ files:write が付与されていません');
    expect(out).toContain('→ alter system set fsync = on; select pg_reload_conf();');
    expect(out).toContain('異常 2件、不明 0件、正常 0件、未使用 0件');
  });

  it('gives scripts one object, whose ids and facts are the same in every language', async () => {
    const english = JSON.parse((await type('doctor --format json', [scope])).out);
    const japanese = JSON.parse((await type('doctor --format json', [scope], 'ja')).out);

    expect(english).toEqual({
      schema: 'fiveohtwo/doctor/v1',
      at: '2026-11-20T10:15:00.000Z',
      exitCode: 2,
      counts: { ok: 0, failed: 1, unknown: 0, off: 0 },
      found: [
        {
          group: 'slack',
          id: 'slack/scope-missing',
          state: 'failed',
          says: expect.stringContaining('files:write is not granted'),
          fix: expect.stringContaining('Add files:write'),
          facts: { scope: 'files:write', key: 'files_write' },
        },
      ],
    });
    const { says: _, fix: __, ...same } = english.found[0];
    expect(japanese.found[0]).toMatchObject(same);
  });

  it('refuses a format that it has not', async () => {
    const { exitCode, err } = await type('doctor --format markdown', fine);

    expect(exitCode).toBe(64);
    expect(err).toContain('text, json');
  });

  it('moves no cursor with what others have named', async () => {
    const { out } = await type('doctor', [failed('slack/token-refused', { reason: 'a\u001b[2Jb' })]);

    expect(out).not.toContain('\u001b');
  });
});
