import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { commandLine, doctorLine, help } from '../../sandbox/run/texts.ts';

describe('the line that the sandbox prints for the command line', () => {
  const line = (dataDir: string) =>
    commandLine({ endpoint: 'http://127.0.0.1:4566', region: 'ap-northeast-1', dataDir, target: 'shop-alb' });

  it('names everything that the command line needs', () => {
    expect(line('/data')).toBe(
      'AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_REGION=ap-northeast-1 AWS_ACCESS_KEY_ID=sandbox AWS_SECRET_ACCESS_KEY=sandbox FIVEOHTWO_DATA_DIR=/data npx 502 check shop-alb',
    );
  });

  it('survives a folder with spaces and quotes in a shell', () => {
    const folder = "/a folder/it's $HOME";

    const told = execFileSync('sh', [
      '-c',
      line(folder).replace('npx 502 check shop-alb', 'printenv FIVEOHTWO_DATA_DIR'),
    ]);

    expect(told.toString()).toBe(`${folder}\n`);
  });

  it('gives the doctor what the bot was started with', () => {
    const line = doctorLine({
      PORT: '3000',
      SLACK_API_URL: 'http://127.0.0.1:5502/api/',
      FIVEOHTWO_CONFIG: '/a b/c.yaml',
    });

    expect(line).toBe(
      "PORT=3000 SLACK_API_URL=http://127.0.0.1:5502/api/ FIVEOHTWO_CONFIG='/a b/c.yaml' npx 502 doctor",
    );
  });

  it.each(['en', 'ja'] as const)('stands in the help in %s', (lang) => {
    expect(help[lang]).toContain('AWS_SECRET_ACCESS_KEY=sandbox FIVEOHTWO_DATA_DIR=… npx 502 check shop-alb');
  });
});
