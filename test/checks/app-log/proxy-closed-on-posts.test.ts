import { describe, expect, it } from '@jest/globals';
import { proxyClosedOnPosts as check } from '../../../src/checks/app-log/proxy-closed-on-posts.ts';
import { appLog, context } from '../../support/evidence.ts';

const line = (method: string, path: string) =>
  `upstream prematurely closed connection while reading response header from upstream, client: 10.0.0.7, server: , request: "${method} ${path} HTTP/1.1", upstream: "http://127.0.0.1:3000${path}"`;
const answer = (messages: readonly string[]) =>
  check.run({ applicationLogs: [appLog(messages, { tag: 'nginx.closed' })] }, context);

describe('app-log/proxy-closed-on-posts', () => {
  it('speaks when only requests fail that a proxy may not repeat', () => {
    expect(answer([line('POST', '/a'), line('POST', '/b'), line('PATCH', '/c')])).toMatchObject({
      status: 'seen',
      args: { lines: 3, posts: 3 },
    });
  });

  it('is silent when GET requests are hit as well', () => {
    expect(answer([line('POST', '/a'), line('GET', '/b'), line('GET', '/c')])).toMatchObject({ status: 'not-seen' });
  });

  it('does not judge by one or two', () => {
    expect(answer([line('POST', '/a')])).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
  });

  it('has nothing to say where no proxy reports any', () => {
    expect(check.run({ applicationLogs: [appLog(['GET /x 200 1 ms'])] }, context)).toMatchObject({
      status: 'not-applicable',
    });
    expect(check.run({ applicationLogs: [appLog([], { lines: 0 })] }, context)).toMatchObject({ status: 'unknown' });
  });
});
