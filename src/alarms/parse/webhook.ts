import { z } from 'zod';
import { clean, key, labels, link, number, optional, text } from './fields.ts';
import { alarms, misfit, type Parsed } from './parsed.ts';

const metric = z.object({
  namespace: text(255).describe('AWS/ApplicationELB'),
  name: text(255).describe('HTTPCode_ELB_502_Count'),
  dimensions: z
    .record(z.string(), z.string())
    .default({})
    .transform((raw) =>
      Object.fromEntries(
        Object.entries(raw)
          .slice(0, 30)
          .map(([name, value]) => [clean(name, 255), clean(value, 1024)]),
      ),
    )
    .describe('{"LoadBalancer": "app/shop-alb/50dc6c495c0c9188"}: leads to what is checked'),
  statistic: optional(64),
  periodSeconds: number,
  threshold: number,
  comparison: optional(64).describe("CloudWatch's word: GreaterThanThreshold"),
});

/** The body of POST /alarms/webhook; docs/alarms.md explains it, docs/alarm-webhook.schema.json is made from it. */
const webhookSchema = z.object({
  alarm: key(255).describe('Names the alarm for good: the same for every change of it'),
  name: key(255).describe('What people call it'),
  state: z.enum(['alarm', 'ok', 'insufficient-data']),
  changedAt: z.iso
    .datetime({ offset: true })
    .refine((time) => Date.parse(time) > 0)
    .describe('When it changed, ISO 8601 with its zone; with alarm and state it makes the delivery id'),
  reason: text(2048).default('').describe('Why, in a sentence'),
  description: optional(2048),
  account: optional(64).describe('AWS account id'),
  region: optional(64),
  metric: metric.nullish(),
  labels,
  link,
});

/** Our own shape, for everything that speaks none of the others. */
export function parseWebhook(value: unknown): Parsed {
  const read = webhookSchema.safeParse(value);
  if (!read.success) return misfit('alarm', read.error);
  const { alarm, changedAt, metric: watched, ...rest } = read.data;
  return alarms([
    {
      ...rest,
      source: 'webhook',
      alarm: `webhook:${alarm}`,
      kind: watched ? 'metric' : 'other',
      changedAt: Date.parse(changedAt),
      metric: watched ?? null,
      children: [],
    },
  ]);
}

/** JSON Schema of what may be sent. */
export function webhookJsonSchema(): unknown {
  return z.toJSONSchema(webhookSchema, { io: 'input' });
}
