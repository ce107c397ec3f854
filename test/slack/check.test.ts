import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ResponderError } from '../../src/domain/errors.ts';
import type { Diagnose } from '../../src/flows/diagnose.ts';
import { answerIn } from './answers.ts';
import { ELSEWHERE, type House, openHouse } from './house.ts';
import { sampleRunbook } from './sample-runbook.ts';

jest.setTimeout(60_000);

let house: House;
let diagnose: Diagnose;

beforeEach(async () => {
  diagnose = async ({ runId = '', lang, onProgress }) => {
    onProgress?.({ collector: 'listeners', state: 'done' });
    const { run, ...answer } = answerIn(lang);
    return { answer: { ...answer, run: { ...run, id: runId } }, bundle: {} as never, digest: 'sha256:0' };
  };
  house = await openHouse({ diagnose: (request) => diagnose(request), runbooks: [sampleRunbook] });
});

afterEach(() => house.close());

describe('/502 check', () => {
  it('posts one root message, edits it into the verdict and puts the evidence below it', async () => {
    await house.type('check shop-alb');

    const root = await house.until(({ text }) => text.includes('The target closes idle connections'));
    await house.until(({ text }) => text.includes('Checklist'));
    const topLevel = house.messages().filter(({ threadTs, byBot }) => byBot && threadTs === undefined);
    expect(topLevel).toEqual([root]);
    const below = house.messages().filter(({ threadTs }) => threadTs === root.ts);
    expect(below.map(({ text }) => text.split('\n')[0])).toEqual([
      'Causes',
      'Symptom and load balancer',
      'Targets and service',
      'Logs',
      'Checklist and gaps',
    ]);
  });

  it('carries the intent of each post in its metadata', async () => {
    await house.type('check shop-alb');

    const last = await house.until(({ text }) => text.includes('Checklist'));
    expect(last.metadata).toMatchObject({ event_type: 'fiveohtwo_intent', event_payload: { key: /\/layer\/gaps$/ } });
  });

  it('says that the same question is being answered, with the link, instead of asking twice', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const answer = diagnose;
    diagnose = async (request) => {
      await held;
      return answer(request);
    };
    await house.type('check shop-alb');
    await house.until(({ text }) => text.includes('Looking at'));

    await house.type('check shop-alb', 'U0CHANDRA');

    const said = await house.until(({ text }) => text.includes('already being looked at'));
    expect(said.onlyFor).toBe('U0CHANDRA');
    expect(said.text).toMatch(/<https?:\/\/[^|]+\|Go there>/);
    release();
    await house.until(({ text }) => text.includes('Checklist'));
  });

  it('offers the names that could have been meant as buttons, and checks the one that is pressed', async () => {
    const answer = diagnose;
    diagnose = async (request) => {
      if (request.query.startsWith('arn:')) return answer(request);
      throw new ResponderError('target-ambiguous', {
        id: 'verdict/target-ambiguous',
        args: { query: request.query, candidates: 'a, b', choices: [arn('shop-alb'), arn('shop-alb-2')].join('\n') },
      });
    };
    await house.type('check shop');
    await house.until(({ text }) => text.includes('Which one?'));

    await house.press(/^choose-target\/.*shop-alb-2/);

    await house.until(({ text }) => text.includes('The target closes idle connections'));
  });

  it('answers through the response_url where it is no member, without buttons, and asks to be invited', async () => {
    await house.type('check shop-alb', 'U0BEN', ELSEWHERE);

    const said = await house.until(({ text }) => text.includes('The target closes idle'), ELSEWHERE);
    expect(said.onlyFor).toBe('U0BEN');
    expect(said.text).toContain('/invite');
    expect(said.blocks.some(({ type }) => type === 'actions')).toBe(false);
  });

  it('tells what went wrong with a reference when the program itself fails, and shows none of it', async () => {
    diagnose = async () => {
      throw new TypeError('secret=hunter2 is not a function');
    };
    await house.type('check shop-alb');

    const root = await house.until(({ text }) => text.includes('That is a bug in the bot'));
    expect(JSON.stringify(root)).not.toContain('hunter2');
  });

  it('goes on in the same thread after a restart in the middle', async () => {
    const answer = diagnose;
    let begun = () => {};
    const begins = new Promise<void>((resolve) => {
      begun = resolve;
    });
    diagnose = ({ signal }) =>
      new Promise((_, reject) => {
        begun();
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    await house.type('check shop-alb');
    await begins;
    await house.until(({ text }) => text.includes('Looking at'));

    const stopped = house.restart();
    diagnose = answer;
    await stopped;

    await house.until(({ text }) => text.includes('Checklist'));
    expect(house.messages().filter(({ threadTs, byBot }) => byBot && threadTs === undefined)).toHaveLength(1);
  });
});

const arn = (name: string) =>
  `arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/${name}/50dc6c495c0c9188`;
