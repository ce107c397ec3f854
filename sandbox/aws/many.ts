import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { type RunningAws, startAws } from './server.ts';
import { variantSchema } from './world/variants.ts';

const orderSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('start'),
    id: z.number().int(),
    world: z.string(),
    now: z.iso.datetime(),
    pageSize: z.number().int().positive().optional(),
    other: variantSchema.optional(),
    shuffle: z.number().int().optional(),
  }),
  z.strictObject({ do: z.literal('stop'), id: z.number().int() }),
]);

type Order = z.infer<typeof orderSchema>;

/**
 * One process for many worlds, one after the other or side by side: orders come as JSON lines, `{"do":"start","id":1,
 * "world":"maple","now":"2026-11-20T10:15:00Z"}` is answered by `{"id":1,"endpoint":…}`, each on a port of its own, until
 * `{"do":"stop","id":1}`. What fails is answered by `{"id":1,"error":…}`. Ends with its input.
 */
export async function serveMany(input: Readable, write: (line: string) => void): Promise<void> {
  const running = new Map<number, RunningAws>();
  for await (const line of createInterface({ input })) {
    const order = orderSchema.parse(JSON.parse(line));
    const answer = await obey(order, running).catch((error: unknown) => ({ error: String(error) }));
    write(`${JSON.stringify({ id: order.id, ...answer })}\n`);
  }
  await Promise.all([...running.values()].map(({ stop }) => stop()));
}

async function obey(order: Order, running: Map<number, RunningAws>): Promise<object> {
  if (order.do === 'stop') {
    await running.get(order.id)?.stop();
    running.delete(order.id);
    return { stopped: true };
  }
  const { world, now, pageSize, other, shuffle } = order;
  const aws = await startAws({
    world,
    port: 0,
    now: new Date(now),
    ...(pageSize === undefined ? {} : { pageSize }),
    ...(other === undefined ? {} : { other }),
    ...(shuffle === undefined ? {} : { shuffle }),
  });
  running.set(order.id, aws);
  const { stop: _, fireAlarms: __, ...address } = aws;
  return address;
}
