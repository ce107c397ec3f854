import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { openHome } from '../../sandbox/slack/events.ts';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import { answerIn } from './answers.ts';
import { CHANNEL, type House, openHouse } from './house.ts';
import { sampleRunbook } from './sample-runbook.ts';

jest.setTimeout(60_000);

const diagnose: Diagnose = async ({ runId = '', lang }) => {
  const { run, ...answer } = answerIn(lang);
  return { answer: { ...answer, run: { ...run, id: runId } }, bundle: {} as never, digest: 'sha256:0' };
};

let house: House;
beforeEach(async () => {
  house = await openHouse({ diagnose, runbooks: [sampleRunbook] });
});
afterEach(() => house.close());

const person = (id: string) => {
  const found = house.slack.workspace.person(id);
  if (found === undefined) throw new Error(`nobody is called ${id}`);
  return found;
};

const homeOf = (user: string) => JSON.stringify(house.slack.workspace.homes.get(user)?.view ?? null);

/** Resolves when somebody's Home says so. */
function homeSays(user: string, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!homeOf(user).includes(words)) return;
      clearTimeout(late);
      stop();
      resolve(homeOf(user));
    };
    const late = setTimeout(() => {
      stop();
      reject(new Error(`${words} is not in ${homeOf(user)}`));
    }, 15_000);
    const stop = house.slack.workspace.listen(look);
    look();
  });
}

const open = (user: string) => openHome(house.slack.slack, person(user));

describe('the Home tab', () => {
  it('is published for who opens it, in the language of that person', async () => {
    expect(await open('U0BEN')).toMatchObject({ ok: true });
    expect(await open('U0AIKO')).toMatchObject({ ok: true });

    expect(await homeSays('U0BEN', 'Open incidents')).toContain('No incident is open');
    expect(await homeSays('U0AIKO', '対応中のインシデント')).toContain('日本語');
    expect(homeOf('U0CHANDRA')).toBe('null');
  });

  it('follows what changes for those who opened it, and only for them', async () => {
    await open('U0BEN');
    await homeSays('U0BEN', 'No incident is open');

    await house.type('check shop-alb', 'U0AIKO');
    await homeSays('U0BEN', '*shop-alb* · cause found');
    // Home and channel are two messages: either may come first.
    await house.until(({ blocks }) => JSON.stringify(blocks).includes('open-incident'));
    await house.press(/^open-incident$/, 'U0AIKO');
    const shown = await homeSays('U0BEN', 'Investigating');
    await house.until(({ text }) => text.includes('Incident: Investigating'));
    await house.press(/^resolve$/, 'U0AIKO');

    expect(shown).toContain('/archives/C0INCIDENTS/p');
    await homeSays('U0BEN', 'No incident is open');
    expect(homeOf('U0CHANDRA')).toBe('null');
  });

  it('shows nothing of channels that the person is not in', async () => {
    house.slack.workspace.channels.get('C0INCIDENTS')?.members.delete('U0CHANDRA');
    await house.type('check shop-alb', 'U0BEN');
    await house.until(({ text }) => text.includes('Checklist'));
    await house.press(/^open-incident$/);
    await house.until(({ text }) => text.includes('Incident: Investigating'));

    await open('U0CHANDRA');
    await open('U0BEN');

    await homeSays('U0BEN', 'Investigating');
    expect(await homeSays('U0CHANDRA', 'No incident is open')).not.toContain('shop-alb');
  });

  it('says so when Slack does not tell which channels a person is in, and shows none', async () => {
    await house.type('check shop-alb', 'U0BEN');
    await house.until(({ text }) => text.includes('Checklist'));
    house.slack.faults.add({ method: 'users.conversations', kind: 'error', error: 'missing_scope', times: 9 });

    await open('U0BEN');

    expect(await homeSays('U0BEN', 'did not tell me')).not.toContain('cause found');
  });

  it('is published by one call each time, and by none of its own accord', async () => {
    await open('U0BEN');
    await homeSays('U0BEN', 'Open incidents');
    await house.type('help');
    await house.until(({ onlyFor }) => onlyFor === 'U0BEN');

    expect(house.slack.journal({ method: 'views.publish' })).toHaveLength(1);
  });

  it('has a button that opens the form, whose answer goes into the channel that was chosen', async () => {
    await open('U0BEN');
    await homeSays('U0BEN', 'start-check');

    await house.pressHome(/^start-check$/);
    await house.submit({
      target: { type: 'plain_text_input', value: 'shop-alb' },
      window: { type: 'static_select', selected_option: { value: '60' } },
      channel: { type: 'conversations_select', selected_conversation: CHANNEL },
    });

    await house.until(({ text }) => text.includes('Checklist'));
  });
});
