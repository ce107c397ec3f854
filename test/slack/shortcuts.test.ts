import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { globalShortcut, messageShortcut, submitView } from '../../sandbox/slack/interactions.ts';
import type { Json } from '../../sandbox/slack/json.ts';
import { topView } from '../../sandbox/slack/methods/views.ts';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import { makeOpenCheck } from '../../src/slack/open-check.ts';
import { answerIn } from './answers.ts';
import { CHANNEL, ELSEWHERE, type House, openHouse } from './house.ts';
import { sampleRunbook } from './sample-runbook.ts';

jest.setTimeout(60_000);

const asked: string[] = [];
const diagnose: Diagnose = async ({ runId = '', lang, query }) => {
  asked.push(query);
  const { run, ...answer } = answerIn(lang);
  return { answer: { ...answer, run: { ...run, id: runId } }, bundle: {} as never, digest: 'sha256:0' };
};

const arn = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop-alb/50dc6c495c0c9188';

let house: House;
const start = async () => {
  asked.length = 0;
  house = await openHouse({ diagnose, runbooks: [sampleRunbook] });
};
afterEach(() => house.close());

const ben = () => {
  const found = house.slack.workspace.person('U0BEN');
  if (found === undefined) throw new Error('nobody is there');
  return found;
};

const openForm = () =>
  new Promise<NonNullable<ReturnType<typeof topView>>>((resolve, reject) => {
    const look = () => {
      const view = topView(house.slack.workspace, 'U0BEN');
      if (view === undefined) return;
      clearTimeout(late);
      stop();
      resolve(view);
    };
    const late = setTimeout(() => reject(new Error('no form opens')), 10_000);
    const stop = house.slack.workspace.listen(look);
    look();
  });

const choice = (value: string) => ({ value: { type: 'static_select', selected_option: { value } } });
const typed = (value: string) => ({ value: { type: 'plain_text_input', value } });
const channel = (id: string) => ({ value: { type: 'conversations_select', selected_conversation: id } });

async function fill(state: Json) {
  return submitView(house.slack.slack, ben(), await openForm(), state);
}

/** What somebody, or another app, posted before. */
const posted = (text: string, blocks: readonly Json[] = []) =>
  house.slack.workspace.post({ channel: CHANNEL, user: 'U0AIKO', text, blocks });

describe('“Check a load balancer”', () => {
  it('opens a form at once and answers in the channel that was chosen', async () => {
    await start();
    await globalShortcut(house.slack.slack, ben(), 'check-load-balancer');

    const done = await fill({ target: typed('shop-alb'), window: choice('180'), channel: channel(CHANNEL) });

    expect(done).toEqual({ ok: true });
    await house.until(({ text }) => text.includes('Checklist'));
    expect(asked).toEqual(['shop-alb']);
  });

  it('remembers what was looked at lately', async () => {
    await start();
    await house.type('check shop-alb');
    const first = await house.until(({ text }) => text.includes('Checklist'));

    await globalShortcut(house.slack.slack, ben(), 'check-load-balancer');
    const form = await openForm();
    await fill({ recent: choice('shop-alb'), window: choice('60'), channel: channel(CHANNEL) });

    expect(JSON.stringify(form.view)).toContain('"value":"shop-alb"');
    await house.until(({ text, ts }) => text.includes('Checklist') && Number(ts) > Number(first.ts));
    expect(asked).toEqual(['shop-alb', 'shop-alb']);
  });

  it.each([
    ['nothing', {}, { target: 'Choose one, or enter one.' }],
    ['two words', { target: typed('shop alb') }, { target: expect.stringContaining('without spaces') }],
  ])('says inline what is wrong with %s', async (_what, state, errors) => {
    await start();
    await globalShortcut(house.slack.slack, ben(), 'check-load-balancer');

    const done = await fill({ ...state, window: choice('60'), channel: channel(CHANNEL) });

    expect(done).toEqual({ ok: true, errors });
    expect(topView(house.slack.workspace, 'U0BEN')).toBeDefined();
    expect(asked).toEqual([]);
  });

  it('asks for a channel when none was chosen', async () => {
    await start();
    await globalShortcut(house.slack.slack, ben(), 'check-load-balancer');

    const done = await fill({ target: typed('shop-alb'), window: choice('60') });

    expect(done).toEqual({ ok: true, errors: { channel: 'Choose a channel.' } });
  });

  it('answers the person alone where the bot is no member', async () => {
    await start();
    await globalShortcut(house.slack.slack, ben(), 'check-load-balancer');

    await fill({ target: typed('shop-alb'), window: choice('60'), channel: channel(ELSEWHERE) });

    const answer = await house.until(({ text }) => text.includes('Only you can see this'), ELSEWHERE);
    expect(answer.onlyFor).toBe('U0BEN');
  });

  it('opens also while the database is away, without what it would remember', async () => {
    await start();
    const opened: unknown[] = [];
    const away = { transaction: () => Promise.reject(new Error('the database does not answer')) };
    const messenger = {
      channelsOf: async () => undefined,
      localeOf: async () => 'ja' as const,
      open: async (...all: unknown[]) => void opened.push(all),
    };
    const openCheck = makeOpenCheck({ store: away, langOf: () => 'en' } as never, messenger as never);

    await openCheck({ team: 'T1', user: 'U1', channel: 'C1', responseUrl: null }, 'trigger', {});

    expect(opened).toEqual([['trigger', expect.objectContaining({ callback_id: 'check' }), 'U1']]);
    expect(JSON.stringify(opened)).toContain('結果の投稿先');
    expect(JSON.stringify(opened)).not.toContain('最近調べたもの');
  });
});

describe('“Diagnose this”', () => {
  it('checks the load balancer that an alarm post names, in the thread of that post', async () => {
    await start();
    const alarm = posted('', [
      {
        type: 'section',
        text: { type: 'mrkdwn', text: '*CloudWatch Alarm | shop-502s | us-east-1 | Account: 123456789012*' },
      },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: `Dimensions: LoadBalancer = app/shop-alb/50dc6c495c0c9188 · ${arn}` },
      },
    ]);

    await messageShortcut(house.slack.slack, ben(), 'diagnose-message', alarm);

    const answer = await house.until(({ text }) => text.includes('closes idle connections'));
    expect(answer.threadTs).toBe(alarm.ts);
    expect(asked).toEqual([arn]);
  });

  it('asks when nothing is named, and puts the answer into the thread all the same', async () => {
    await start();
    const alarm = posted('everything is slow since lunch');

    await messageShortcut(house.slack.slack, ben(), 'diagnose-message', alarm);
    const form = await openForm();
    await fill({ target: typed('shop-alb'), window: choice('60') });

    expect(JSON.stringify(form.view)).toContain('I found no load balancer');
    expect(JSON.stringify(form.view)).not.toContain('Where to answer');
    const answer = await house.until(({ text }) => text.includes('closes idle connections'));
    expect(answer.threadTs).toBe(alarm.ts);
  });

  it('lets choose when several are named', async () => {
    await start();
    const alarm = posted('app/shop-alb/50dc6c495c0c9188 and app/pay-alb/60dc6c495c0c9188 fail');

    await messageShortcut(house.slack.slack, ben(), 'diagnose-message', alarm);
    await fill({ recent: choice('pay-alb'), window: choice('60') });

    await house.until(({ text }) => text.includes('closes idle connections'));
    expect(asked).toEqual(['pay-alb']);
  });

  it('knows a load balancer by its plain name once it was checked, but not by a part of another name', async () => {
    await start();
    await house.type('check shop-alb');
    const first = await house.until(({ text }) => text.includes('Checklist'));
    const message = posted('why is *shop-alb* so slow?');
    const other = posted('shop-alb-2 and my.shop-alb and Shop-alb are fine');

    await messageShortcut(house.slack.slack, ben(), 'diagnose-message', message);
    const answer = await house.until(({ threadTs, text }) => threadTs === message.ts && text.includes('idle'));
    await messageShortcut(house.slack.slack, ben(), 'diagnose-message', other);
    const form = await openForm();

    expect(Number(answer.ts)).toBeGreaterThan(Number(first.ts));
    expect(asked).toEqual(['shop-alb', answerIn('en').target.arn]);
    expect(JSON.stringify(form.view)).toContain('I found no load balancer');
  });

  it('knows what its own verdict is about', async () => {
    await start();
    await house.type('check shop-alb');
    await house.until(({ text }) => text.includes('Checklist'));
    const verdict = await house.until(({ blocks }) => JSON.stringify(blocks).includes('open-incident'));

    await messageShortcut(house.slack.slack, ben(), 'diagnose-message', verdict);

    await house.until(({ text, ts }) => ts !== verdict.ts && text.includes('closes idle connections'));
    expect(asked).toEqual(['shop-alb', answerIn('en').target.arn]);
  });
});
