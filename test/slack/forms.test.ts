import { describe, expect, it } from '@jest/globals';
import { assertView } from '../../sandbox/slack/validate.ts';
import { languages } from '../../src/domain/text.ts';
import { runbooks } from '../../src/runbooks/index.ts';
import { actionItemForm, handOverForm, skipForm } from '../../src/slack/blocks/forms.ts';

const notes = { about: 'card_1', channel: 'C1' };

describe.each(languages)('forms in %s', (lang) => {
  it('are taken by Slack, for every step of every runbook', () => {
    const steps = runbooks.flatMap((runbook) => Object.values(runbook.steps));
    const forms = [
      ...steps.map((step) => skipForm(lang, notes, step)),
      handOverForm(lang, notes, 'U1'),
      actionItemForm(lang, notes),
    ];

    expect(forms.length).toBeGreaterThan(20);
    for (const form of forms) expect(() => assertView(form as never)).not.toThrow();
  });

  it('have titles that are shown whole', () => {
    const titles = [handOverForm(lang, notes, 'U1'), actionItemForm(lang, notes)].map(({ title }) => title.text);

    expect(titles.filter((title) => title.endsWith('…'))).toEqual([]);
  });

  it('asks which way to go on when a question is skipped', () => {
    const ask = runbooks.flatMap(({ steps }) => Object.values(steps)).find(({ kind }) => kind === 'ask');
    if (ask === undefined) throw new Error('no runbook asks');

    expect(skipForm(lang, notes, ask).blocks.map(({ block_id }) => block_id)).toEqual(['reason', 'as']);
  });
});
