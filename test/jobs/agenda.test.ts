import { describe, expect, it } from '@jest/globals';
import type { JobName } from '../../src/domain/ports.ts';
import { makeAgenda } from '../../src/jobs/agenda.ts';

const all: readonly JobName[] = ['handle-delivery', 'run-check', 'prune'];

describe('which job names are asked for', () => {
  it('is all of them at first, and again when the time has passed', () => {
    const agenda = makeAgenda(1000);

    expect(agenda.take(all, all, 10)).toEqual({ names: all, isAll: true });
    expect(agenda.take(all, all, 1009)).toEqual({ names: [], isAll: false });
    expect(agenda.take(all, all, 1010)).toEqual({ names: all, isAll: true });
  });

  it('is what this process has put in, once', () => {
    const agenda = makeAgenda(1000);
    agenda.take(all, all, 0);
    agenda.note('run-check', 5, 5);

    expect(agenda.take(all, all, 6).names).toEqual(['run-check']);
    expect(agenda.take(all, all, 7).names).toEqual([]);
  });

  it('keeps a name for which nobody is free', () => {
    const agenda = makeAgenda(1000);
    agenda.take(['prune'], all, 0);

    expect(agenda.take(['handle-delivery'], all, 1).names).toEqual(['handle-delivery']);
    expect(agenda.take(all, all, 2).names).toEqual(['run-check']);
  });

  it('is all of them when something falls due, at the earliest of these times', () => {
    const agenda = makeAgenda(1000);
    agenda.take(all, all, 0);
    agenda.note('prune', 400, 1);
    agenda.lookAt(300);

    expect(agenda.allAt()).toBe(300);
    expect(agenda.take(all, all, 299).names).toEqual([]);
    expect(agenda.take(all, all, 300).isAll).toBe(true);
  });

  it('is all of them after a question that failed', () => {
    const agenda = makeAgenda(1000);
    agenda.take(all, all, 0);
    agenda.lookAtAll();

    expect(agenda.take(all, all, 1).isAll).toBe(true);
  });
});
