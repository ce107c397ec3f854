import { describe, expect, it } from '@jest/globals';
import { connect, hearing } from '../../src/slack/connect.ts';
import { NoHello } from '../../src/slack/socket/connect.ts';

const failing = (error: Error) => ({ init: () => Promise.reject(error) });

describe('connect', () => {
  it('names an unreachable Slack, with the next step', async () => {
    const error = Object.assign(new Error('fetch failed'), { code: 'slack_webapi_request_error' });

    await expect(connect(failing(error))).rejects.toMatchObject({
      code: 'slack-unreachable',
      said: { id: 'slack/unreachable', args: { detail: 'fetch failed' } },
    });
  });

  it('names a refused token by Slack’s own reason', async () => {
    const error = Object.assign(new Error('x'), {
      code: 'slack_webapi_platform_error',
      data: { error: 'invalid_auth' },
    });

    await expect(connect(failing(error))).rejects.toMatchObject({
      code: 'slack-refused',
      said: { args: { reason: 'invalid_auth' } },
    });
  });

  it('names a Socket Mode that says no hello, and the token that was refused there', async () => {
    const refused = Object.assign(new Error('x'), {
      code: 'slack_webapi_platform_error',
      data: { error: 'invalid_auth' },
    });

    await expect(hearing(() => Promise.reject(new NoHello('late')))).rejects.toMatchObject({
      code: 'slack-unreachable',
    });
    await expect(hearing(() => Promise.reject(refused))).rejects.toMatchObject({
      said: { id: 'slack/app-token-refused', args: { reason: 'invalid_auth' } },
    });
  });

  it('leaves anything else as it is: that is a bug', async () => {
    const bug = new TypeError('x is not a function');

    await expect(connect(failing(bug))).rejects.toBe(bug);
  });
});
