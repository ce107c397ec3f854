import { describe, expect, it } from '@jest/globals';
import type { Delivery } from '../../src/domain/delivery.ts';
import { makeRedactor } from '../../src/redaction/index.ts';
import { withoutSecrets } from '../../src/wiring/typed-by-people.ts';

type Given = Omit<Delivery, 'receivedAt'>;

async function keptOf(delivery: Given): Promise<Given> {
  const kept: Given[] = [];
  const accept = withoutSecrets(
    async (one) => void kept.push(one),
    (value) => makeRedactor().session().redact(value),
  );
  await accept(delivery);
  return kept[0] as Given;
}

const key = ['AKIA', 'Q3EGRIKJ7W5ZN2XV'].join('');

describe('what people type', () => {
  it('is kept without a key that was pasted into a reason, with everything else of it', async () => {
    const fields = { reason: `known, see ${key}`, minutes: '60' };
    const { body } = await keptOf({ id: 'view/1', kind: 'view', body: { form: 'mute', about: 'inc_1', fields } });

    expect(JSON.stringify(body)).not.toContain(key);
    expect(body).toMatchObject({ form: 'mute', about: 'inc_1', fields: { minutes: '60' } });
    expect((body.fields as typeof fields).reason).toContain('known, see ');
  });

  it('is kept without a key in the title of an incident', async () => {
    const command = { name: 'incident-open', title: `shop is down ${key}` };
    const { body } = await keptOf({ id: 'command/1', kind: 'command', body: { command } });

    expect(JSON.stringify(body)).not.toContain(key);
    expect(body.command).toMatchObject({ name: 'incident-open' });
  });

  it('names what is to be looked at as it was typed', async () => {
    const command = {
      name: 'check',
      query: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/a/0',
    };
    const { body } = await keptOf({ id: 'command/2', kind: 'command', body: { command } });

    expect(body.command).toEqual(command);
  });
});
