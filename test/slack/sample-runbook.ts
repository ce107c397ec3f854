import type { Runbook } from '../../src/domain/runbook.ts';

const same = (text: string) => ({ en: text, ja: `${text}（日本語）` });

/** All five kinds of step, in few steps. */
export const sampleRunbook: Runbook = {
  id: 'sample',
  version: 1,
  title: same('Sample'),
  start: 'scope',
  steps: {
    scope: {
      kind: 'ask',
      text: same('Who is hit?'),
      answers: [
        { id: 'all', label: same('Everyone'), next: 'look' },
        { id: 'nobody', label: same('Nobody'), next: 'resolved' },
        { id: 'lost', label: same('No idea'), next: 'escalate' },
      ],
    },
    look: {
      kind: 'check',
      text: same('Looking again.'),
      checks: ['sample/unhealthy', 'sample/log'],
      branches: [
        { check: 'sample/unhealthy', is: 'seen', next: 'note' },
        { check: 'sample/log', is: 'seen', next: 'mend' },
      ],
      otherwise: 'escalate',
    },
    mend: {
      kind: 'act',
      text: same('Lower the idle timeout.'),
      command: 'aws elbv2 modify-load-balancer-attributes --attributes Key=idle_timeout.timeout_seconds,Value=4',
      undo: 'the same with Value=60',
      guard: same('no request takes longer than 4 s'),
      next: 'watch',
    },
    watch: {
      kind: 'wait',
      text: same('Watching.'),
      until: [{ check: 'sample/log', is: 'not-seen' }],
      everySeconds: 60,
      limitSeconds: 600,
      then: 'note',
      late: 'escalate',
    },
    note: { kind: 'tell', text: same('Write down what was done.'), next: 'resolved' },
  },
};
