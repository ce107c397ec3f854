import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig, requireSlack, settingsOf } from '../../src/config/index.ts';
import { ResponderError } from '../../src/domain/errors.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function fileWith(text: string): string {
  const file = join(folder, 'fiveohtwo.yaml');
  writeFileSync(file, text);
  return file;
}

/** The lines of the complaint: where and what. */
function mistakesIn(env: NodeJS.ProcessEnv, text?: string, lang: 'en' | 'ja' = 'en'): readonly string[] {
  try {
    loadConfig(env, { lang, ...(text === undefined ? {} : { file: fileWith(text) }) });
  } catch (error) {
    if (error instanceof ResponderError && error.code === 'bad-config')
      return String(error.said.args?.list).split('\n');
    throw error;
  }
  return [];
}

describe('the settings', () => {
  it('have a default for everything but the secrets', () => {
    const config = loadConfig({});

    expect(config).toMatchObject({ lang: 'en', deadlineMs: 20_000, redactIps: false, logLevel: 'info', channels: {} });
    expect(config.slack).toMatchObject({ botToken: null, signingSecret: null, apiUrl: null, port: 3000 });
    expect(config.aws).toEqual({ profiles: [] });
  });

  it('come from a variable where no file can be put', () => {
    const text = 'lang: ja\nalarms: { channel: C0123456789 }';

    expect(loadConfig({ FIVEOHTWO_SETTINGS: text })).toMatchObject({ lang: 'ja', alarms: { channel: 'C0123456789' } });
    expect(mistakesIn({ FIVEOHTWO_SETTINGS: 'lang: ja\nlanguage: en' })).toEqual([
      expect.stringContaining('FIVEOHTWO_SETTINGS:2: '),
    ]);
    expect(mistakesIn({ FIVEOHTWO_SETTINGS: text }, 'lang: en')).toEqual([
      expect.stringContaining('FIVEOHTWO_SETTINGS: FIVEOHTWO_CONFIG names'),
    ]);
  });

  it('come from the file', () => {
    const file = fileWith(`
lang: ja
timeZone: Asia/Tokyo
dataDir: ./data
deadlineSeconds: 8
redact: { ips: true }
aws:
  region: ap-northeast-1
  profiles:
    - { name: prod, roleArn: "arn:aws:iam::111122223333:role/read", regions: [ap-northeast-1, us-east-1] }
channels:
  C0123456789: { lang: en }
`);

    const config = loadConfig({}, { file });

    expect(config).toMatchObject({ lang: 'ja', dataDir: resolve(folder, 'data'), deadlineMs: 8000, redactIps: true });
    expect(config.aws.profiles).toEqual([
      { name: 'prod', roleArn: 'arn:aws:iam::111122223333:role/read', regions: ['ap-northeast-1', 'us-east-1'] },
    ]);
    expect(settingsOf(config, 'C0123456789')).toEqual({ lang: 'en', timeZone: 'Asia/Tokyo' });
    expect(settingsOf(config, 'C0OTHER')).toEqual({ lang: 'ja', timeZone: 'Asia/Tokyo' });
  });

  it('of the environment win over the file', () => {
    const file = fileWith('lang: ja\ndeadlineSeconds: 8\nslack: { port: 4000 }\n');
    const env = { FIVEOHTWO_LANG: 'en', FIVEOHTWO_DEADLINE_SECONDS: '5', PORT: '5000', FIVEOHTWO_CONFIG: file };

    expect(loadConfig(env)).toMatchObject({ lang: 'en', deadlineMs: 5000, slack: { port: 5000 } });
  });

  it('follow the locale where no language is set', () => {
    expect(loadConfig({ LANG: 'ja_JP.UTF-8' }).lang).toBe('ja');
    expect(loadConfig({ LANG: 'ja_JP.UTF-8', LC_ALL: 'C' }).lang).toBe('en');
  });
});

describe('mistakes in the settings', () => {
  it('are all named at once, each with its line', () => {
    const text = `lang: fr
aws:
  regoin: us-east-1
  profiles:
    - name: prod
      roleArn: my-role
      regions: []
deadlineSeconds: 0
`;

    expect(mistakesIn({ PORT: 'http', LOG_LEVEL: 'loud' }, text)).toEqual([
      '  fiveohtwo.yaml:1: lang has to be one of: en, ja',
      '  fiveohtwo.yaml:8: deadlineSeconds needs at least 1',
      expect.stringMatching(/^ {2}fiveohtwo\.yaml:6: aws\.profiles\.0\.roleArn is not the ARN of a role/),
      '  fiveohtwo.yaml:7: aws.profiles.0.regions needs at least 1',
      '  fiveohtwo.yaml:3: unknown name “regoin”. Did you mean “region”?',
      expect.stringContaining('LOG_LEVEL: LOG_LEVEL has to be one of: trace'),
      '  PORT: PORT has to be a number, 0–65535',
    ]);
  });

  it('are told in Japanese too', () => {
    expect(mistakesIn({}, 'timeZone: Mars/Olympus\n', 'ja')).toEqual([
      '  fiveohtwo.yaml:1: timeZone は既知のタイムゾーンではありません。例: Asia/Tokyo',
    ]);
  });

  it('include a secret in the file, wherever it stands', () => {
    const [mistake] = mistakesIn({}, 'slack:\n  botToken: xoxb-1\n');

    expect(mistake).toMatch(/^ {2}fiveohtwo\.yaml:2: “botToken” looks like a secret/);
    expect(mistake).not.toContain('xoxb-1');
  });

  it('include what is no YAML, a file that is not there, and two profiles of one name', () => {
    expect(mistakesIn({}, 'lang: [ja\n')[0]).toMatch(/fiveohtwo\.yaml:\d: this is not YAML/);
    expect(mistakesIn({ FIVEOHTWO_CONFIG: '/nowhere/x.yaml' })).toEqual([
      '  x.yaml: there is no such file: /nowhere/x.yaml',
    ]);
    const two = 'aws:\n  profiles:\n    - { name: a, regions: [us-east-1] }\n    - { name: a, regions: [us-east-1] }\n';
    expect(mistakesIn({}, two)).toEqual(['  fiveohtwo.yaml:3: aws.profiles holds the same name twice']);
  });

  it('include a slip in one of our own variables, and none that only looks like ours', () => {
    expect(mistakesIn({ FIVEOHTWO_DATADIR: '/x' })).toEqual([
      '  FIVEOHTWO_DATADIR: unknown name “FIVEOHTWO_DATADIR”. Did you mean “FIVEOHTWO_DATA_DIR”?',
    ]);
    expect(mistakesIn({ FIVEOHTWO_PORT_3000_TCP_ADDR: '10.0.0.1', FIVEOHTWO_LANG: '' })).toEqual([]);
  });
});

/** The names that are complained of. */
function complaint(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    requireSlack(loadConfig(env));
    return [];
  } catch (error) {
    const list = String((error as { readonly said?: { readonly args?: { readonly list?: string } } }).said?.args?.list);
    return list.split('\n').map((line) => line.trim().split(':')[0] ?? '');
  }
}

describe("Slack's secrets", () => {
  it('are named together when they are missing', () => {
    expect(() => requireSlack(loadConfig({}))).toThrow(
      expect.objectContaining({ said: expect.objectContaining({ args: expect.objectContaining({ count: 2 }) }) }),
    );
  });

  it('offer both roads in one line, where none is taken', () => {
    expect(complaint({ SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual(['SLACK_SIGNING_SECRET / SLACK_APP_TOKEN']);
    expect(complaint({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).toEqual([]);
  });

  it('are handed over when they are there', () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's' };

    expect(requireSlack(loadConfig(env))).toMatchObject({ botToken: 'xoxb-1', signingSecret: 's' });
  });

  it('need no signing secret by Socket Mode', () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

    expect(requireSlack(loadConfig(env))).toMatchObject({ appToken: 'xapp-1', access: { token: 'xoxb-1' } });
  });

  it('are those of OAuth where several workspaces are meant, all three of them', () => {
    const env = {
      SLACK_CLIENT_ID: '1.2',
      SLACK_CLIENT_SECRET: 'c',
      SLACK_STATE_SECRET: 's',
      SLACK_SIGNING_SECRET: 'x',
    };

    expect(requireSlack(loadConfig(env))).toMatchObject({ access: { kind: 'oauth', oauth: { clientId: '1.2' } } });
    expect(complaint({ ...env, SLACK_STATE_SECRET: '' })).toEqual(['SLACK_STATE_SECRET']);
    expect(complaint({ ...env, SLACK_CLIENT_ID: '', SLACK_CLIENT_SECRET: '' })).toEqual([
      'SLACK_CLIENT_ID',
      'SLACK_CLIENT_SECRET',
    ]);
    expect(complaint({ ...env, SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual(['SLACK_BOT_TOKEN']);
  });
});

describe('the example file', () => {
  it('is right in every line', () => {
    const file = resolve(import.meta.dirname, '../../fiveohtwo.example.yaml');

    expect(loadConfig({}, { file }).aws.profiles.map(({ name }) => name)).toEqual(['prod', 'staging']);
  });
});
