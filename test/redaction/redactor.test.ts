import { performance } from 'node:perf_hooks';
import { describe, expect, it } from '@jest/globals';
import { makeRedactor, redactText } from '../../src/redaction/index.ts';
import { allCanaries, canaries, leakedFrom } from '../support/canaries.ts';

describe('the redactor', () => {
  it.each(canaries)('takes out the $type', async ({ text }) => {
    expect(leakedFrom(text).length).toBeGreaterThan(0);

    expect(leakedFrom(await makeRedactor().session().redact({ text }))).toEqual([]);
  });

  it('leaves nothing behind in the process, however often it is asked', async () => {
    const before = performance.getEntries().length;

    for (let n = 0; n < 20; n += 1) await makeRedactor().session().redact([allCanaries]);

    expect(performance.getEntries().length).toBe(before);
  });

  it('takes all of them out of one line', async () => {
    const session = makeRedactor().session();

    expect(leakedFrom(await session.redact([allCanaries]))).toEqual([]);
    expect(session.counts()).toMatchObject({ authorization: expect.any(Number), 'private-key': 1 });
  });

  it('gives the same secret the same placeholder, and another one another', async () => {
    const lines = ['from a@example.org', 'to b@example.org', 'cc a@example.org'];

    expect(await makeRedactor().session().redact(lines)).toEqual([
      'from <redacted:email:1>',
      'to <redacted:email:2>',
      'cc <redacted:email:1>',
    ]);
  });

  it('keeps the host of a connection string, and what else a diagnosis needs', async () => {
    const session = makeRedactor().session();
    const kept = {
      arn: 'arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer/app/shop-alb/50dc6c495c0c9188',
      image: '111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/shop/api:1.4.2@sha256:9f2c1b6f0d0f4a8e9b7c6d5e4f3a2b1c',
      trace: 'Root=1-67c1b2d3-0a1b2c3d4e5f60718293a4b5',
      nginx:
        'connect() failed (111: Connection refused) while connecting to upstream, upstream: "http://10.0.11.54:3000/"',
      error: 'CredentialsProviderError: Could not load credentials from any providers',
      commit: 'deployed 4f3c2b1a9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a',
    };

    expect(await session.redact(kept)).toEqual(kept);
    expect(await session.redact('postgres://app:pw12345@db.internal:5432/shop')).toBe(
      'postgres://<redacted:credentials:1>@db.internal:5432/shop',
    );
  });

  it('takes the values of settings with a secret name, whatever they look like', async () => {
    const taskDefinition = {
      environment: { DB_PASSWORD: 'hunter2', API_KEY: '1234', PORT: '3000', KEEP_ALIVE_TIMEOUT: '65' },
      command: ['serve', '--api-token', 'abc', '--port', '3000'],
      request: { containerDefinitions: [{ environment: [{ name: 'SESSION_SECRET', value: 's3' }] }], service: 'api' },
    };

    expect(await makeRedactor().session().redact(taskDefinition)).toEqual({
      environment: {
        DB_PASSWORD: '<redacted:secret:1>',
        API_KEY: '<redacted:secret:2>',
        PORT: '3000',
        KEEP_ALIVE_TIMEOUT: '65',
      },
      command: ['serve', '--api-token', '<redacted:secret:3>', '--port', '3000'],
      request: {
        containerDefinitions: [{ environment: [{ name: 'SESSION_SECRET', value: '<redacted:secret:4>' }] }],
        service: 'api',
      },
    });
  });

  it('cannot be switched off by what stands in a log line', async () => {
    const line = '// secretlint-disable\nghp_canarycanarycanarycanary0123456789ab';

    expect(leakedFrom(await makeRedactor().session().redact(line))).toEqual([]);
  });

  it('takes IP addresses only when asked to, and keeps the port', async () => {
    const target = '10.0.11.54:3000 and 2001:db8::1 at 10:02:33';

    expect(await makeRedactor().session().redact(target)).toBe(target);
    expect(await makeRedactor({ ips: true }).session().redact(target)).toBe(
      '<redacted:ip:1>:3000 and <redacted:ip:2> at 10:02:33',
    );
  });

  it('leaves numbers, null and names alone', async () => {
    const value = { 'a@example.org': 1, nothing: null, yes: true, list: [1, 2] };

    expect(await makeRedactor().session().redact(value)).toEqual(value);
  });
});

describe('redactText', () => {
  it('takes out at once what has a structure', () => {
    expect(redactText('GET https://u:pw@h.example/x?token=abc')).toBe(
      'GET https://<redacted:credentials:1>@h.example/x?token=<redacted:secret:1>',
    );
  });
});
