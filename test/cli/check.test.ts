import { describe, expect, it } from '@jest/globals';
import { columnsOf } from '../../src/cli/text/width.ts';
import { loadConfig } from '../../src/config/index.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { type ErrorCode, ResponderError } from '../../src/domain/errors.ts';
import type { Bundle } from '../../src/domain/evidence.ts';
import { anAnswer, calmAnswer } from '../reports/an-incident.ts';
import { type } from './a-terminal.ts';

const answering = (answer: Answer) => ({
  parts: { check: async () => ({ answer, bundle: {} as Bundle, digest: 'sha256:1' }) },
});

const failing = (error: Error) => ({
  parts: {
    check: async (): Promise<never> => {
      throw error;
    },
  },
});

describe('502 check', () => {
  it.each(['en', 'ja'] as const)('shows the whole answer in a terminal in %s', async (lang) => {
    const { out, err, exitCode } = await type(`check shop-alb --lang ${lang}`);

    expect(out).toMatchSnapshot();
    expect(err).toBe(lang === 'en' ? 'Looking at shop-alb\n' : 'shop-alb を調べています\n');
    expect(exitCode).toBe(2);
  });

  it.each(['en', 'ja'] as const)('stays within 80 columns in %s, but for the path of the bundle', async (lang) => {
    const { out } = await type(`check shop-alb --lang ${lang}`);

    const tooLong = out.split('\n').filter((line) => columnsOf(line) > 80 && !line.includes('bundle.json'));
    expect(tooLong).toEqual([]);
  });

  it.each(['en', 'ja'] as const)('writes Markdown for a ticket in %s', async (lang) => {
    expect((await type(`check shop-alb --format markdown --lang ${lang}`)).out).toMatchSnapshot();
  });

  it('prints nothing but the JSON on stdout', async () => {
    const { out } = await type('check shop-alb --format json');

    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(anAnswer())));
  });

  it('prints the schema without asking AWS', async () => {
    const { out, exitCode } = await type('check --schema', failing(new Error('asked')));

    expect(JSON.parse(out)).toMatchObject({ type: 'object' });
    expect(exitCode).toBe(0);
  });

  it.each([
    ['healthy', 0],
    ['not-a-502', 0],
    ['cause', 2],
    ['unclear', 3],
  ] as const)('ends %s with %i', async (verdict, code) => {
    const answer = verdict === 'healthy' ? calmAnswer : anAnswer({ verdict });

    expect((await type('check shop-alb', answering(answer))).exitCode).toBe(code);
  });

  it('emphasises on a screen only, and never with NO_COLOR', async () => {
    expect((await type('check shop-alb', { screen: true })).out).toContain('\u001b[1m');
    expect((await type('check shop-alb', { screen: true, env: { NO_COLOR: '1' } })).out).not.toContain('\u001b');
    expect((await type('check shop-alb')).out).not.toContain('\u001b');
  });

  it('lets no log line move the cursor', async () => {
    const [cause] = anAnswer().causes;
    const hostile = { check: 'x', decibans: 9, sentence: 'before\u001b[2J\u202eafter', evidence: [] };
    const causes = cause === undefined ? [] : [{ ...cause, for: [hostile] }];

    const { out } = await type('check shop-alb', answering(anAnswer({ causes })));

    expect(out).toContain('before [2J after');
    expect([...out].filter((one) => one === '\u001b' || one === '\u202e')).toEqual([]);
  });

  it('names every finished collector on stderr', async () => {
    const { err } = await type('check shop-alb', {
      parts: {
        check: async (_, { onProgress }) => {
          onProgress?.({ collector: 'targetHealth', state: 'running' });
          onProgress?.({ collector: 'ecsTasks', state: 'waiting' });
          onProgress?.({ collector: 'targetHealth', state: 'done' });
          onProgress?.({ collector: 'ecsTasks', state: 'failed', note: 'denied' });
          return { answer: anAnswer(), bundle: {} as Bundle, digest: 'sha256:1' };
        },
      },
    });

    expect(err.split('\n')).toEqual([
      'Looking at shop-alb',
      '1/2 target-health: done',
      '2/2 ecs-tasks: could not be read denied',
      '',
    ]);
  });
});

describe('an error of 502 check', () => {
  const message = { id: 'cli/no-run-yet' };
  const codes: readonly (readonly [ErrorCode, number])[] = [
    ['target-not-found', 64],
    ['target-ambiguous', 64],
    ['wrong-region', 64],
    ['bad-config', 64],
    ['no-credentials', 77],
    ['expired-credentials', 77],
    ['denied', 77],
    ['aws-unreachable', 69],
  ];

  it.each(codes)('%s is a sentence and exit code %i', async (code, exitCode) => {
    const typed = await type('check shop-alb', failing(new ResponderError(code, message)));

    expect(typed).toMatchObject({ exitCode, out: '' });
    expect(typed.err).toContain('There is no run yet.');
  });

  it('is an object on stderr where JSON was asked for', async () => {
    const { err, out } = await type('check x --format json', failing(new ResponderError('denied', message)));

    expect(JSON.parse(err.split('\n').at(-2) ?? '')).toMatchObject({ error: { code: 'denied' } });
    expect(out).toBe('');
  });

  it('that nobody foresaw has a reference and never exit code 1', async () => {
    const { err, exitCode } = await type('check x', failing(new TypeError('secret detail')));

    expect(exitCode).toBe(70);
    expect(err).toMatch(/bug .* reference [0-9a-f]{8}\.\n$/);
    expect(err).not.toContain('secret detail');
  });
});

describe('502 serve', () => {
  it('says which port is taken', async () => {
    const taken = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 3000 });
    const serve = async (): Promise<never> => {
      throw taken;
    };

    expect(await type('serve', { parts: { serve } })).toMatchObject({
      exitCode: 69,
      err: 'Port 3000 is taken by another program. Choose another one with PORT.\n',
    });
  });
});

describe('the command line', () => {
  it.each([
    ['chek x', 'There is no command “chek”. Did you mean “check”?'],
    ['check x --sinse 5m', 'There is no option --sinse. Did you mean --since?'],
    ['check x --format xml', '--format <format> has to be one of: text, json, markdown'],
    ['check x y', 'Too many words. Put a name with spaces between quotes.'],
    ['check', 'Which load balancer? Name, ARN, DNS name or URL: “502 check shop-alb”.'],
    ['check x --since', '--since <span> needs a value.'],
    ['check x --since 5', '“5” is not a span of time. Examples: 90s, 60m, 2h, 1d'],
    ['replay', 'Something is missing: bundle. “502 help COMMAND” shows examples.'],
    ['explain oom-kil', '“oom-kil” is neither a cause nor a check nor a run. Near it: oom-kill'],
    ['store restore x', 'action has to be one of: backup, move'],
  ])('answers "%s" with what to do instead', async (line, sentence) => {
    const { err, exitCode } = await type(line);

    expect(err.trim().slice(0, sentence.length)).toBe(sentence);
    expect(exitCode).toBe(64);
  });

  it.each([
    ['en', 'Copied and compared: rows, the hash of all of them, table\n3 rows, 32cafa0edf3d31ac, incident\n'],
    ['ja', 'コピーして照合した内容（行数、全行のハッシュ、テーブル）:\n3行、32cafa0edf3d31ac、incident\n'],
  ])('says in %s what the columns of a copy are', async (lang, lines) => {
    const backup = async () => [{ table: 'incident', rows: 3, hash: '32cafa0edf3d31acffff' }];

    const config = async () => loadConfig({ FIVEOHTWO_LANG: lang });

    const { out } = await type('store backup copy.db', { parts: { backup, config } });

    expect(out.slice(0, lines.length)).toBe(lines);
  });

  it('complains in Japanese where the locale is', async () => {
    const { err } = await type('chek x', { env: { LANG: 'ja_JP.UTF-8' } });

    expect(err).toBe('「chek」というコマンドはありません。「check」ではありませんか。\n');
  });

  it('shows its help when nothing was typed, and for each command', async () => {
    const commands = ['check', 'replay', 'explain', 'serve', 'report', 'verify', 'store'];

    const help = await type('');
    const each = await Promise.all(commands.map((command) => type(`help ${command}`)));

    expect(help).toMatchObject({ exitCode: 0, err: '' });
    expect(commands.filter((command) => !help.out.includes(`\n  ${command} `))).toEqual([]);
    expect(each.filter(({ out, exitCode }) => exitCode !== 0 || !out.includes('Examples:'))).toEqual([]);
  });
});
