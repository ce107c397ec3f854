import type { Plan } from '../journey.ts';

/**
 * What a killed process held is taken over after 10 to 16 s, so the kills of a stage fall together: one at a named step,
 * then others while it waits.
 */
export const plans: readonly Plan[] = [
  {
    check: ['before the ack', 'while starting', 'during collection', 'between thread posts', 'at random'],
    open: ['right after the ack', 'at random', 'at random'],
    runbook: ['chat.postMessage, before it is accepted', 'while starting'],
    presses: [
      ['on a button press', 'at random', 'at random'],
      ['chat.update, accepted and not answered', 'while starting'],
    ],
    report: ['report upload, before it is accepted', 'at random'],
    resolve: ['on a button press'],
  },
  {
    check: ['right after the ack', 'chat.postMessage, accepted and not answered', 'while starting', 'at random'],
    open: ['chat.update, before it is accepted', 'at random', 'at random'],
    runbook: ['on a button press', 'while starting', 'at random'],
    presses: [
      ['before the ack', 'at random', 'at random'],
      ['chat.postMessage, before it is accepted', 'while starting'],
    ],
    report: ['report upload, accepted and not answered', 'at random'],
    resolve: ['chat.update, accepted and not answered'],
  },
];
