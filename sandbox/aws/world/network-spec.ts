import { z } from 'zod';
import { moment } from './moment.ts';

const when = { at: moment, until: moment.optional(), by: z.string().default('joe.rivera') };

const fault = z.discriminatedUnion('kind', [
  /** The rule that lets the load balancer into the app's security group is taken out. */
  z.strictObject({ kind: z.literal('revoke'), app: z.string(), ...when }),
  /** The load balancer's own group lets nothing out any more. */
  z.strictObject({ kind: z.literal('close-egress'), loadBalancer: z.string(), ...when }),
  /** An entry of the network ACL of the app's subnets (of all zones, or one) denies what comes to its port. */
  z.strictObject({ kind: z.literal('deny-requests'), app: z.string(), zone: z.string().optional(), ...when }),
  /** … or what goes back from it. */
  z.strictObject({ kind: z.literal('deny-replies'), app: z.string(), zone: z.string().optional(), ...when }),
  /** What has the registered addresses is gone, and nobody deregisters them. */
  z.strictObject({ kind: z.literal('vanish'), app: z.string(), ...when }),
  /** A firewall on the hosts themselves; AWS does not know of it. */
  z.strictObject({ kind: z.literal('firewall'), app: z.string(), answers: z.enum(['reject', 'drop']), ...when }),
]);

/** What a world says of its network. */
export const networkSchema = z
  .strictObject({
    flowLogs: z
      .discriminatedUnion('to', [
        z.strictObject({ to: z.literal('cloud-watch-logs'), logGroup: z.string(), format: z.string().optional() }),
        z.strictObject({
          to: z.literal('s3'),
          bucket: z.string(),
          prefix: z.string().default(''),
          format: z.string().optional(),
        }),
      ])
      .optional(),
    faults: z.array(fault).default([]),
  })
  .prefault({});

/** The certificate of a load balancer's HTTPS listener. */
export const certificateSchema = z
  .strictObject({
    notAfter: moment.optional(),
    domains: z.array(z.string()).optional(),
    status: z.string().optional(),
    renewal: z.string().optional(),
  })
  .prefault({});

export const logsSchema = z
  .strictObject({ bucket: z.string(), prefix: z.string().default('') })
  .nullable()
  .default(null);

/** A rule that was changed: since then it sends so many percent of the requests for `from` to the target group of `to`. */
export const forwardsSchema = z
  .array(
    z.strictObject({
      at: moment,
      until: moment.optional(),
      from: z.string(),
      to: z.string(),
      weight: z.number().int().min(1).max(100).default(100),
      by: z.string().default('joe.rivera'),
    }),
  )
  .default([]);
