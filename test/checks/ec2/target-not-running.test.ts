import { describe, expect, it } from '@jest/globals';
import { targetNotRunning as check } from '../../../src/checks/ec2/target-not-running.ts';
import { context, target } from '../../support/evidence.ts';
import { instance, second } from '../../support/machines.ts';

const registered = (id: string, state = 'unhealthy') => target({ id, state, reason: null });

describe('ec2/target-not-running', () => {
  it('speaks of a registered instance that is stopped', () => {
    const stopped = instance({ state: 'stopped' });

    expect(
      check.run(
        { instances: [stopped, second], targetHealth: [registered(stopped.id), registered(second.id)] },
        context,
      ),
    ).toMatchObject({ status: 'seen', args: { count: 1, instance: stopped.id, state: 'stopped' } });
  });

  it('is silent when all run, when it is on its way out, and for addresses', () => {
    const going = instance({ state: 'shutting-down' });

    expect(check.run({ instances: [second], targetHealth: [registered(second.id)] }, context).status).toBe('not-seen');
    expect(check.run({ instances: [going], targetHealth: [registered(going.id, 'draining')] }, context).status).toBe(
      'not-seen',
    );
    expect(check.run({ instances: [], targetHealth: [target()] }, context).status).toBe('not-seen');
  });

  it('cannot tell of an instance that EC2 did not describe', () => {
    expect(check.run({ instances: [], targetHealth: [registered('i-0cccccccccccccccc')] }, context).status).toBe(
      'unknown',
    );
  });
});
