import type { Look, Scenario } from './run.ts';

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

export const scenarios = [opening, walking, checking];

function withRunbook(id: string | undefined): string | undefined {
  return id === undefined ? undefined : `sample@${id}`;
}
