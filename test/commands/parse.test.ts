import { describe, expect, it } from '@jest/globals';
import { parseCommand } from '../../src/commands/parse.ts';

const now = new Date('2026-11-20T10:15:00Z');
const parse = (text: string) => parseCommand(text, now);

describe('/502 TEXT', () => {
  it.each([
    ['check shop-alb', { name: 'check', query: 'shop-alb', span: { minutes: 60 } }],
    ['  CHECK   shop-alb  2h ', { name: 'check', query: 'shop-alb', span: { minutes: 120 } }],
    ['check shop-alb 90m', { name: 'check', query: 'shop-alb', span: { minutes: 90 } }],
    ['check shop-alb 1d', { name: 'check', query: 'shop-alb', span: { minutes: 1440 } }],
    [
      'check shop-alb 09:00..10:00',
      { name: 'check', query: 'shop-alb', span: { from: '2026-11-20T09:00:00.000Z', to: '2026-11-20T10:00:00.000Z' } },
    ],
    [
      'check shop-alb 2026-11-19T09:00Z..2026-11-19T10:00Z',
      { name: 'check', query: 'shop-alb', span: { from: '2026-11-19T09:00:00.000Z', to: '2026-11-19T10:00:00.000Z' } },
    ],
    ['', { name: 'help' }],
    ['help', { name: 'help' }],
    ['explain oom-kill', { name: 'explain', about: 'oom-kill' }],
    ['explain', { name: 'help' }],
    ['incident', { name: 'incident-status' }],
    ['incident open checkout is down', { name: 'incident-open', title: 'checkout is down' }],
    ['incident resolve', { name: 'incident-resolve', incident: null }],
    ['report inc_1', { name: 'report', incident: 'inc_1' }],
  ])('%j is understood', (text, command) => {
    expect(parse(text)).toEqual(command);
  });

  it('keeps only the host of a URL: the rest may hold secrets', () => {
    expect(parse('check https://ben:hunter2@shop.example.com/a?token=t')).toMatchObject({ query: 'shop.example.com' });
    expect(parse('check <https://shop.example.com/a?token=t|shop>')).toMatchObject({ query: 'shop.example.com' });
  });

  it.each([
    ['chekc shop-alb', 'check shop-alb'],
    ['hlep', 'help'],
    ['incident opne x', 'incident open x'],
    ['resolve', 'incident resolve'],
    ['shop-alb', 'check shop-alb'],
    ['frobnicate', null],
  ])('%j is not understood; suggested: %j', (text, suggestion) => {
    expect(parse(text)).toEqual({ name: 'unknown', typed: text, suggestion });
  });

  it('asks for the load balancer where none is named', () => {
    expect(parse('check')).toEqual({ name: 'check-what' });
  });

  it.each(['yesterday', '30分', '25h', '0m', '2h please', '2026-11-01T00:00Z..2026-11-19T00:00Z'])(
    'names %j as what is no time',
    (typed) => {
      expect(parse(`check https://ben:pw@shop-alb/?t=1 ${typed}`)).toEqual({
        name: 'check-when',
        query: 'shop-alb',
        typed,
      });
    },
  );
});
