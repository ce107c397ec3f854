import { describe, expect, it } from '@jest/globals';
import { assertView } from '../../sandbox/slack/validate.ts';
import { languages } from '../../src/domain/text.ts';
import { runbooks } from '../../src/runbooks/index.ts';
import { checkForm } from '../../src/slack/blocks/check-form.ts';
import { actionItemForm, handOverForm, skipForm } from '../../src/slack/blocks/forms.ts';

const arn = 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shop-alb/50dc6c495c0c9188';
const notes = { about: 'card_1', channel: 'C1' };

describe.each(languages)('forms in %s', (lang) => {
  it('are taken by Slack, for every step of every runbook', () => {
    const steps = runbooks.flatMap((runbook) => Object.values(runbook.steps));
    const forms = [
      ...steps.map((step) => skipForm(lang, notes, step)),
      handOverForm(lang, notes, 'U1'),
      actionItemForm(lang, notes),
      checkForm(lang, { notes, known: [], asksChannel: true }),
      checkForm(lang, { notes, known: [arn, 'pay-alb'], asksChannel: false, why: 'x'.repeat(5_000) }),
      checkForm(lang, {
        notes,
        known: Array.from({ length: 150 }, (_, at) => `${at}-${'長'.repeat(90)}`),
        asksChannel: true,
      }),
    ];

    expect(forms.length).toBeGreaterThan(20);
    for (const form of forms) expect(() => assertView(form as never)).not.toThrow();
  });

  it('have titles that are shown whole', () => {
    const check = checkForm(lang, { notes, known: [], asksChannel: true });
    const titles = [handOverForm(lang, notes, 'U1'), actionItemForm(lang, notes), check].map(({ title }) => title.text);

    expect(titles.filter((title) => title.endsWith('…'))).toEqual([]);
  });

  it('offers a load balancer that an ARN names by its name, and takes the only one for granted', () => {
    const [recent] = checkForm(lang, { notes, known: [arn], asksChannel: true }).blocks;

    expect(recent).toMatchObject({ element: { initial_option: { value: 'shop-alb' } } });
  });

  it('says that one of the two load balancer fields is needed, though each may stay empty', () => {
    const [recent, typed] = checkForm(lang, { notes, known: [arn, 'pay-alb'], asksChannel: true }).blocks;

    expect([recent, typed]).toMatchObject([{ optional: true }, { optional: true }]);
    expect(JSON.stringify(typed)).toMatch(/"hint":.*(One of the two is needed|どちらか一方が必要です)/);
  });

  it('asks which way to go on when a question is skipped', () => {
    const ask = runbooks.flatMap(({ steps }) => Object.values(steps)).find(({ kind }) => kind === 'ask');
    if (ask === undefined) throw new Error('no runbook asks');

    expect(skipForm(lang, notes, ask).blocks.map(({ block_id }) => block_id)).toEqual(['reason', 'as']);
  });
});
