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

describe('/502', () => {
  it('is kept before it is acknowledged', async () => {
    const order: string[] = [];
    const accept: Accept = async ({ id, kind, body }) => {
      order.push('kept');
      expect({ id, kind, body }).toMatchObject({ id: 'command/1.2.abc', kind: 'command', body: { user: 'U1' } });
    };

    await on502(accept, now)({ command, ack: async () => void order.push('acknowledged') });

    expect(order).toEqual(['kept', 'acknowledged']);
  });

  it('is not acknowledged when it could not be kept: Slack then tells the person', async () => {
    let isAcknowledged = false;
    const accept: Accept = async () => {
      throw new Error('disk full');
    };
    const listener = on502(accept, now);

    await expect(
      listener({
        command,
        ack: async () => {
          isAcknowledged = true;
        },
      }),
    ).rejects.toThrow('disk full');
    expect(isAcknowledged).toBe(false);
  });
});
