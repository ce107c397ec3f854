import { describe, expect, it } from '@jest/globals';
import { on502 } from '../../src/commands/502.ts';
import type { Accept } from '../../src/flows/accept-delivery.ts';

const command = {
  text: 'check shop-alb',
  channel_id: 'C1',
  user_id: 'U1',
  team_id: 'T1',
  trigger_id: '1.2.abc',
  response_url: 'https://hooks.example/1',
};
const now = () => new Date('2026-11-20T10:15:00Z');

const langOf = () => 'en' as const;

/** Types the command; gives what Slack was answered and what went wrong. */
async function type(accept: Accept, patienceMs = 1_000) {
  const errors: unknown[] = [];
  const answers: unknown[] = [];
  const listener = on502({ accept, now, langOf, patienceMs, onNotKept: (error) => void errors.push(error) });
  await listener({ command, ack: async (answer) => void answers.push(answer) });
  return { errors, answers };
}

describe('/502', () => {
  it('is kept before it is acknowledged', async () => {
    const order: string[] = [];
    const accept: Accept = async ({ id, kind, body }) => {
      order.push('kept');
      expect({ id, kind, body }).toMatchObject({ id: 'command/1.2.abc', kind: 'command', body: { user: 'U1' } });
    };
    const listener = on502({ accept, now, langOf, onNotKept: () => undefined });

    await listener({ command, ack: async () => void order.push('acknowledged') });

    expect(order).toEqual(['kept', 'acknowledged']);
  });

  it('is answered with what to do when it could not be kept: Slack would only say that it failed', async () => {
    const { errors, answers } = await type(async () => {
      throw new Error('disk full');
    });

    expect(answers).toEqual([{ response_type: 'ephemeral', text: expect.stringContaining('type it again') }]);
    expect(errors).toEqual([new Error('disk full')]);
  });

  it('is answered before Slack loses its patience when the database hangs', async () => {
    const { answers } = await type(() => new Promise(() => undefined), 10);

    expect(answers).toEqual([{ response_type: 'ephemeral', text: expect.stringContaining('does not answer') }]);
  });
});
