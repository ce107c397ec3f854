import type { Plan } from './journey.ts';

/** Each journey goes from the slash command to the report; each step of traps.ts is met more than once. */
export const plans: readonly Plan[] = [
  {
    check: ['before the ack', 'while starting', 'during collection', 'between thread posts'],
    open: ['on a button press'],
    runbook: ['chat.postMessage, before it is accepted'],
    presses: [['right after the ack'], ['chat.update, before it is accepted']],
    report: ['report upload, before it is accepted'],
    resolve: ['chat.update, before it is accepted'],
  },
  {
    check: ['right after the ack', 'chat.update, accepted and not answered', 'during collection'],
    open: ['before the ack'],
    runbook: ['on a button press'],
    presses: [['chat.postMessage, accepted and not answered'], ['at random']],
    report: ['report upload, accepted and not answered'],
    resolve: [],
  },
  {
    check: ['chat.postMessage, accepted and not answered', 'during collection', 'between thread posts', 'at random'],
    open: ['chat.update, accepted and not answered'],
    runbook: ['before the ack'],
    presses: [['on a button press'], ['chat.update, accepted and not answered']],
    report: ['on a button press', 'report upload, before it is accepted'],
    resolve: ['on a button press'],
  },
  {
    check: [
      'chat.postMessage, before it is accepted',
      'while starting',
      'chat.update, before it is accepted',
      'at random',
    ],
    open: ['right after the ack'],
    runbook: ['chat.postMessage, accepted and not answered'],
    presses: [['before the ack'], ['on a button press']],
    report: ['right after the ack', 'report upload, accepted and not answered'],
    resolve: [],
  },
  {
    check: ['at random', 'between thread posts', 'chat.postMessage, accepted and not answered'],
    open: ['at random'],
    runbook: ['at random'],
    presses: [['on a button press', 'at random'], ['at random']],
    report: ['before the ack', 'while starting', 'at random'],
    resolve: ['right after the ack'],
  },
];
