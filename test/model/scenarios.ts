import { alarmEvent } from '../support/alarm-event.ts';
import type { Look, Scenario } from './run.ts';
import { T0 } from './world.ts';

const incident = (look: Look) => look.all<{ id: string }>('select id from incident order by id')[0]?.id;
const openCard = (look: Look) =>
  look.all<{ id: string; step: string }>(`select id, step from card where state = 'open' order by id desc`)[0];
const run = (look: Look) =>
  look.all<{ id: string }>(`select id from check_run where state = 'done' order by id`)[0]?.id;

const press = (action: string, value: string | undefined, user = 'U0ANA') =>
  value === undefined ? [] : [{ kind: 'press' as const, action, value, user }];
const type = (text: string, user = 'U0ANA') => ({ kind: 'command' as const, text, user });

/** One root message. */
export const opening: Scenario = {
  name: 'an incident is opened',
  acts: [() => [type('incident open checkout is down')]],
};

/** Posts in a thread, edits, and two people who press the same button. */
export const walking: Scenario = {
  name: 'a runbook is walked',
  acts: [
    () => [type('incident open checkout is down')],
    (look) => press('start-runbook/sample', withRunbook(incident(look))),
    (look) => [
      ...press('step-answer/nobody', openCard(look)?.id),
      ...press('step-answer/nobody', openCard(look)?.id, 'U0BEN'),
    ],
  ],
};

/** A diagnosis with its evidence in the thread, an incident from it, its report as files. */
export const checking: Scenario = {
  name: 'a check, an incident, a report',
  acts: [
    () => [type('check shop-alb')],
    (look) => press('open-incident', run(look)),
    () => [type('report'), type('incident status', 'U0BEN')],
  ],
};

/** Two alarms of one load balancer side by side, one of them over later. */
export const alarming: Scenario = {
  name: 'alarms open an incident and join it',
  acts: [() => [alarm('shop-502', 'alarm', 1), alarm('shop-5xx', 'alarm', 2)], () => [alarm('shop-502', 'ok', 60)]],
};

export const scenarios = [opening, walking, checking, alarming];

function alarm(name: string, state: 'alarm' | 'ok', second: number) {
  const event = alarmEvent({ name, state, changedAt: T0 + second * 1_000 });
  return { kind: 'alarm' as const, event, user: 'CloudWatch' };
}

function withRunbook(id: string | undefined): string | undefined {
  return id === undefined ? undefined : `sample@${id}`;
}
