import { describe, expect, it } from '@jest/globals';
import type { Bundle } from '../../src/domain/evidence.ts';
import { anAnswer } from '../reports/an-incident.ts';
import { type } from './a-terminal.ts';

const told = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('the hint below a verdict', () => {
  it('names a piece of evidence that the run has', async () => {
    const { out } = await type('check shop-alb');

    expect(told(out)).toContain('what a piece of evidence held: 502 explain run_01A ev_5');
  });

  it('names none where nothing was read', async () => {
    const answer = anAnswer({ evidence: [] });

    const { out } = await type('check shop-alb', {
      parts: { check: async () => ({ answer, bundle: {} as Bundle, digest: 'sha256:1' }) },
    });

    expect(told(out).trim()).toMatch(/Why: 502 explain run_01A$/);
  });
});

describe('502 explain, asked for evidence that is not there', () => {
  const asked = (ids: readonly string[]) => {
    const evidence = Object.fromEntries(ids.map((id) => [id, { ref: { id } }]));
    const bundle = { run: { id: 'run_01A' }, evidence } as unknown as Bundle;
    return type('explain ./bundle.json ev_99', {
      parts: { readBundle: async () => ({ bundle, digest: 'sha256:1' }) },
    });
  };

  it('lists what is there by number', async () => {
    const { err, exitCode } = await asked(['ev_10', 'ev_2', 'ev_1']);

    expect(err).toBe('run_01A has no evidence ev_99. It has: ev_1, ev_2, ev_10\n');
    expect(exitCode).toBe(64);
  });

  it('says so when there is none', async () => {
    expect((await asked([])).err).toBe('run_01A has no evidence ev_99. It has: none\n');
  });
});
