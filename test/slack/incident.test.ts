import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Answer } from '../../src/domain/answer.ts';
import type { TimelineEvent } from '../../src/domain/incident.ts';
import type { Lang } from '../../src/domain/text.ts';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import { openStore, verifyTimeline } from '../../src/store/index.ts';
import { answerIn, healthyIn } from './answers.ts';
import { buttonsOf, CHANNEL, type House, openHouse } from './house.ts';
import { sampleRunbook } from './sample-runbook.ts';

jest.setTimeout(60_000);

let house: House;
let answerOf: (lang: Lang) => Answer;

const diagnose: Diagnose = async ({ runId = '', lang }) => {
  const { run, ...answer } = answerOf(lang);
  return { answer: { ...answer, run: { ...run, id: runId } }, bundle: {} as never, digest: 'sha256:0' };
};

beforeEach(async () => {
  answerOf = answerIn;
  house = await openHouse({ diagnose, runbooks: [sampleRunbook] });
  await house.type('check shop-alb');
  await house.until(({ text }) => text.includes('Checklist'));
});

afterEach(() => house.close());

const unclearIn = (lang: Lang): Answer => ({ ...answerIn(lang), verdict: 'unclear', causes: [] });
/** What the root says of the last look, without its time. */
const verdictOf = (text: string) => /Looked again .*?\): (.*)/.exec(text)?.[1];
const said = (part: string) => house.until(({ text }) => text.includes(part));

describe('an incident', () => {
  it('opens from the verdict and shows state, lead and buttons on the root message', async () => {
    await house.press(/^open-incident$/);

    const root = await said('Incident: Investigating');
    expect(root.threadTs).toBeUndefined();
    const actions = buttonsOf([root]).map(({ id }) => id);
    expect(actions).toEqual([
      'why',
      'state/identified',
      'start-runbook/sample',
      'look-again',
      'resolve',
      'hand-over',
      'report',
    ]);
  });

  it('is joined, not opened twice, by the command', async () => {
    await house.press(/^open-incident$/);
    await said('Incident: Investigating');

    await house.type('incident open', 'U0CHANDRA');

    const joined = await said('already open here');
    expect(joined.onlyFor).toBe('U0CHANDRA');
  });

  it('walks through its states, is resolved, and is reopened', async () => {
    await house.press(/^open-incident$/);
    await said('Incident: Investigating');
    for (const state of ['identified', 'mitigating', 'monitoring']) {
      await house.press(new RegExp(`^state/${state}$`));
      await house.until(({ text }) => text.toLowerCase().includes(`incident: ${state}`));
    }

    await house.press(/^resolve$/);
    await said('Incident: resolved');
    await said('Resolved by <@U0BEN>');
    await house.press(/^reopen$/, 'U0CHANDRA');
    await said('Incident: Investigating');

    const events = await timelineAfterStop();
    expect(events.map(({ type, by }) => `${type} ${by}`)).toEqual([
      'opened slack:T0SHOP/U0BEN',
      'diagnosed bot',
      'state-changed slack:T0SHOP/U0BEN',
      'state-changed slack:T0SHOP/U0BEN',
      'state-changed slack:T0SHOP/U0BEN',
      'resolved slack:T0SHOP/U0BEN',
      'reopened slack:T0SHOP/U0CHANDRA',
    ]);
  });

  it('asks before it is resolved, and says so where the last look still saw 502s', async () => {
    const resolveOf = () => buttonsOf(house.messages()).findLast(({ id }) => id === 'resolve')?.element;
    await house.press(/^open-incident$/);
    await said('Incident: Investigating');
    expect(JSON.stringify(resolveOf()?.confirm)).toMatch(/last look at \d\d:\d\d UTC still saw 502s/);

    answerOf = healthyIn;
    await house.press(/^look-again$/);

    await said('Looked again');
    const asking = buttonsOf(house.messages()).filter(({ element }) => 'confirm' in element);
    expect(asking.map(({ id }) => id)).toContain('resolve');
    expect(asking.filter(({ id }) => id !== 'resolve')).toEqual([]);
    expect(JSON.stringify(asking)).not.toContain('still saw 502s');
  });

  it('tells the second person who pressed first', async () => {
    await house.press(/^open-incident$/);
    await said('Incident: Investigating');
    const [stale] = buttonsOf(house.messages()).filter(({ id }) => id === 'state/identified');
    await house.press(/^state\/identified$/);
    await said('Incident: Identified');

    if (stale === undefined) throw new Error('no button');
    await house.pressStale(stale, 'U0CHANDRA');

    const refused = await said('Already pressed by <@U0BEN>');
    expect(refused.onlyFor).toBe('U0CHANDRA');
  });

  it('is looked at again in its own thread, and the root shows what came out', async () => {
    await house.press(/^open-incident$/);
    const root = await said('Incident: Investigating');
    answerOf = healthyIn;

    await house.press(/^look-again$/);

    await house.until(({ text, threadTs }) => threadTs === root.ts && text.includes('Nobody: there are none'));
    await said('Looked again');
    expect(house.messages().filter(({ byBot, threadTs }) => byBot && threadTs === undefined)).toHaveLength(1);
  });

  it('keeps the cause that was found when a second look can tell nothing', async () => {
    await house.press(/^open-incident$/);
    const root = await said('Incident: Investigating');
    answerOf = unclearIn;

    await house.press(/^look-again$/);

    const second = await said('the earlier verdict stands');
    expect(second.threadTs).toBe(root.ts);
    await house.press(/^state\/identified$/);
    const now = await said('Incident: Identified');
    expect(now.text).toContain('82 % The target closes idle connections');
    expect(now.text).not.toContain('Looked again');
    expect(buttonsOf([now]).map(({ id }) => id)).toContain('start-runbook/sample');
  });

  it('shows the newer verdict when a second look finds the cause gone', async () => {
    await house.press(/^open-incident$/);
    await said('Incident: Investigating');
    answerOf = healthyIn;
    await house.press(/^look-again$/);
    const before = verdictOf((await said('Looked again')).text);
    expect(before).toBeDefined();
    answerOf = unclearIn;

    await house.press(/^look-again$/);

    await house.until(({ text }) => text.includes('Looked again') && verdictOf(text) !== before);
    expect(house.messages().some(({ text }) => text.includes('the earlier verdict stands'))).toBe(false);
  });

  it('can be opened by hand, with a message of its own', async () => {
    await house.type('incident open checkout is down');

    const root = await said('checkout is down');
    expect(root.threadTs).toBeUndefined();
    await house.type('incident status');
    const list = await said('Open incidents here');
    expect(list.onlyFor).toBe('U0BEN');
  });

  it('is not opened a second time for the same load balancer by the command', async () => {
    await house.press(/^open-incident$/);
    await said('Incident: Investigating');
    await house.type('check shop-alb');
    const checklists = () => house.messages().filter(({ text }) => text.includes('Checklist')).length;
    await house.until(() => checklists() === 2);

    await house.type('incident open', 'U0CHANDRA');
    const told = await said('already open here for the same load balancer');
    await house.type('incident open shop-alb');
    await house.until(({ text, onlyFor }) => onlyFor === 'U0BEN' && text.includes('for the same load balancer'));

    expect(told.onlyFor).toBe('U0CHANDRA');
    expect(told.text).toMatch(/inc_\w+/);
    expect(house.messages().filter(({ text }) => text.includes('Incident: Investigating'))).toHaveLength(1);
  });

  it('is pointed at by a later verdict on the same load balancer, and not opened a second time by its old button', async () => {
    await house.type('check shop-alb');
    const checklists = () => house.messages().filter(({ text }) => text.includes('Checklist')).length;
    await house.until(() => checklists() === 2);
    const [first, second] = buttonsOf(house.messages()).filter(({ id }) => id === 'open-incident');
    if (first === undefined || second === undefined) throw new Error('no buttons');
    await house.pressStale(first, 'U0BEN');
    await said('Incident: Investigating');

    await house.pressStale(second, 'U0CHANDRA');
    const told = await said('already open here for the same load balancer');
    await house.type('check shop-alb');
    const verdict = await said('An incident is open for this load balancer');

    expect(told.onlyFor).toBe('U0CHANDRA');
    expect(verdict.text).toMatch(/inc_\w+/);
    expect(JSON.stringify(verdict.blocks)).toContain(first.message.ts.replace('.', ''));
    expect(buttonsOf([verdict]).map(({ id }) => id)).toEqual(['check-again', 'why']);
    expect(house.messages().filter(({ text }) => text.includes('Incident: Investigating'))).toHaveLength(1);
  });

  it('is not guessed by a command where several are open: the person chooses', async () => {
    await house.press(/^open-incident$/);
    await said('Incident: Investigating');
    await house.type('incident open checkout is down');
    await house.until(({ text }) => text.startsWith('checkout is down'));

    await house.type('incident resolve');
    const asked = await said('Several incidents are open here');
    expect(asked.onlyFor).toBe('U0BEN');
    const choices = buttonsOf([asked]);
    expect(choices.map(({ element }) => JSON.stringify(element.text))).toEqual([
      expect.stringContaining('Resolve: checkout is down'),
      expect.stringContaining('Resolve: shop-alb'),
    ]);
    expect(house.messages().some(({ text }) => text.includes('Incident: resolved'))).toBe(false);

    const [first] = choices;
    if (first === undefined) throw new Error('no button');
    await house.pressStale(first, 'U0BEN');
    const resolved = await said('Incident: resolved');
    expect(resolved.text).toContain('checkout is down');
  });

  it('is not guessed by the report either', async () => {
    await house.press(/^open-incident$/);
    await said('Incident: Investigating');
    await house.type('incident open checkout is down');
    await house.until(({ text }) => text.startsWith('checkout is down'));

    await house.type('report');
    const asked = await said('Several incidents are open here');
    const [choice] = buttonsOf([asked]);
    if (choice === undefined) throw new Error('no button');
    expect(house.messages().flatMap(({ files }) => files)).toEqual([]);
    await house.pressStale(choice, 'U0BEN');

    await said('no action items yet');
  });

  it('hands the lead over, in the thread', async () => {
    await house.press(/^open-incident$/);
    await said('Incident: Investigating');

    await house.press(/^hand-over$/);
    await house.submit({ to: { type: 'users_select', selected_user: 'U0AIKO' } });

    await said('<@U0BEN> handed the lead to <@U0AIKO>');
    await said('lead <@U0AIKO>');
  });

  it('is reported as two files in the thread, and names the action items that nobody has', async () => {
    await house.press(/^open-incident$/);
    await said('Incident: Investigating');
    await house.type('report');
    await said('no action items yet');
    await house.press(/^add-action-item$/);
    await house.submit({
      text: { type: 'plain_text_input', value: 'Pin both timeouts in code' },
      type: { type: 'static_select', selected_option: { value: 'prevent' } },
    });
    await said('Pin both timeouts in code');

    await house.type('report');

    await said('1 action item lacks an owner or a date');
    const files = house.messages().flatMap(({ files: ids }) => ids.map((id) => house.slack.workspace.files.get(id)));
    const names = files.map((file) => file?.name.replace(/^incident-[\d-]+-\w+/, ''));
    expect(names).toEqual(['.md', '.json', '.md', '.json']);
  });
});

describe('a runbook', () => {
  beforeEach(async () => {
    await house.press(/^start-runbook\//);
    await said('Who is hit?');
  });

  it('opens the incident it belongs to', async () => {
    await said('Incident: Investigating');
  });

  it('walks all five kinds of step to its end', async () => {
    await house.press(/^step-answer\/all$/);
    await said('Lower the idle timeout.');
    await house.press(/^step-done$/);
    await said('Watching.');
    await said('Incident: Monitoring');
    answerOf = healthyIn;
    await house.press(/^look-now$/);
    await said('Watching.');
    // The sample's sign is not among the findings of a healthy answer: unknown, and an unknown ends no wait.
    answerOf = (lang) => {
      const { findings, ...rest } = healthyIn(lang);
      const gone = findings.map((finding) => ({ ...finding, check: 'sample/log' }));
      return { ...rest, findings: gone };
    };
    await house.until(({ text }) => text.includes('Watching.') && text.includes('Looks next'));
    await house.press(/^look-now$/);
    await said('Write down what was done.');
    await house.press(/^step-done$/);

    await said('The runbook ended');
    const events = await timelineAfterStop();
    const steps = events
      .filter(({ type }) => type !== 'step-shown')
      .map(({ type, body }) => `${type} ${body.outcome ?? ''}`);
    expect(steps.slice(2)).toEqual([
      'runbook-started ',
      'answered ',
      'looked-again sample/log=seen',
      'acted ',
      'state-changed ',
      'state-changed ',
      'waited not-yet',
      'waited then',
      'told ',
      'runbook-ended ',
    ]);
  });

  it('closes its open step when the incident is resolved, and can be started anew after', async () => {
    const [stale] = buttonsOf(house.messages()).filter(({ id }) => id === 'step-answer/all');
    if (stale === undefined) throw new Error('no button');
    await house.press(/^resolve$/);
    const card = await said('Closed with the incident');
    expect(card.text).toContain('Who is hit?');
    expect(buttonsOf([card])).toEqual([]);

    await house.pressStale(stale, 'U0CHANDRA');

    const refused = await said('This button is out of date');
    expect(refused.onlyFor).toBe('U0CHANDRA');
    await house.press(/^reopen$/);
    await house.until(({ text, blocks }) => text.includes('Incident: Investigating') && blocks.length > 0);
    await house.press(/^start-runbook\/sample$/);
    await house.until(({ text }) => text.includes('Who is hit?') && !text.includes('Closed with'));
  });

  it('tells on its own card that a look told nothing, and leaves the verdict of the incident', async () => {
    answerOf = unclearIn;
    await house.press(/^step-answer\/all$/);

    const card = await said('the earlier verdict stands');
    expect(card.text).toContain('Looking again.');
    await house.press(/^state\/identified$/);
    const root = await said('Incident: Identified');
    expect(root.text).toContain('82 % The target closes idle connections');
    expect(root.text).not.toContain('Looked again');
  });

  it('shows who answered what and takes the buttons away', async () => {
    await house.press(/^step-answer\/nobody$/, 'U0CHANDRA');

    const card = await house.until(({ text }) => text.includes('Who is hit?') && text.includes('<@U0CHANDRA>'));
    expect(card.text).toContain('*Nobody*');
    expect(buttonsOf([card])).toEqual([]);
  });

  it('takes one of two presses, and tells the other person in the thread', async () => {
    const [button] = buttonsOf(house.messages()).filter(({ id }) => id === 'step-answer/nobody');
    if (button === undefined) throw new Error('no button');
    await Promise.all([house.pressStale(button, 'U0BEN'), house.pressStale(button, 'U0CHANDRA')]);

    const refused = await said('Already pressed by');
    expect(refused.threadTs).toBeDefined();
    const events = await timelineAfterStop();
    expect(events.filter(({ type }) => type === 'answered')).toHaveLength(1);
  });

  it('is not started twice', async () => {
    const [button] = buttonsOf(house.messages()).filter(({ id }) => id === 'why');
    if (button === undefined) throw new Error('no button');
    const element = {
      ...button.element,
      action_id: 'start-runbook/sample',
      value: `sample@${String(button.element.value)}`,
    };
    await house.pressStale({ ...button, element }, 'U0CHANDRA');

    await said('already started this runbook');
  });

  it('skips with a reason, which the card shows', async () => {
    await house.press(/^step-skip$/);
    await house.submit({
      reason: { type: 'plain_text_input', value: 'we know it <!channel>' },
      as: { type: 'static_select', selected_option: { value: 'lost' } },
    });

    const card = await said('Skipped by <@U0BEN>');
    expect(card.text).toContain('we know it &lt;!channel&gt;');
    await said('Escalate');
  });

  it('refuses a card of an older version of itself', async () => {
    const older = house;
    const [button] = buttonsOf(older.messages()).filter(({ id }) => id === 'step-answer/all');
    if (button === undefined) throw new Error('no button');
    await older.restart({ diagnose, runbooks: [{ ...sampleRunbook, version: 2 }] });

    await older.pressStale(button, 'U0BEN');

    await said('The runbook has changed since');
  });
});

/** Reads the chain after the bot has let go of its data, and proves it. */
async function timelineAfterStop(): Promise<readonly TimelineEvent[]> {
  await house.bot.stop();
  const store = await openStore({ dataDir: house.dataDir });
  try {
    return await store.transaction(async (tx) => {
      const [incident] = await store.incidents.list(tx, { channel: CHANNEL, limit: 1 });
      if (incident === undefined) throw new Error('no incident');
      const events = await store.timeline.read(tx, incident.id);
      expect(verifyTimeline(events, await store.timeline.head(tx, incident.id)).ok).toBe(true);
      return events;
    });
  } finally {
    await store.close();
  }
}
