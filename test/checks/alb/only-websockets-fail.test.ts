import { describe, expect, it } from '@jest/globals';
import { onlyWebsocketsFail as check } from '../../../src/checks/alb/only-websockets-fail.ts';
import { accessLog, context, rows } from '../../support/evidence.ts';

const answer = (sockets: number, others: number) =>
  check.run(
    {
      accessLog: accessLog([...rows(sockets, () => ({ type: 'wss' })), ...rows(others, () => ({ type: 'https' }))]),
    },
    context,
  );

describe('alb/only-websockets-fail', () => {
  it('speaks when four in five are WebSockets', () => {
    expect(answer(16, 4)).toMatchObject({ status: 'seen', args: { count: 16, rows: 20 } });
  });

  it('speaks of three when all are', () => {
    expect(answer(3, 0)).toMatchObject({ status: 'seen' });
  });

  it('is silent when ordinary requests fail as well', () => {
    expect(answer(8, 12)).toMatchObject({ status: 'not-seen' });
    expect(answer(0, 4)).toMatchObject({ status: 'not-seen' });
  });

  it('cannot tell of a few that are mixed, nor of two', () => {
    expect(answer(3, 1)).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
    expect(answer(2, 0)).toMatchObject({ status: 'unknown', reason: 'too-little-traffic' });
  });

  it('has nothing to say where nothing fails', () => {
    expect(answer(0, 0)).toMatchObject({ status: 'unknown', reason: 'no-502' });
  });
});
