import { z } from 'zod';
import { moment } from '../moment.ts';

/** An app on instances of an Auto Scaling group: what the group is, and what happens to its machines. */
export const ec2Schema = z.strictObject({
  group: z.string().optional(),
  type: z.string().default('m6i.large'),
  image: z.string().default('ami-0c7d1f3a9be24d681'),
  /** s from the launch until the process starts. */
  osBoot: z.number().positive().default(34),
  min: z.number().int().nonnegative().optional(),
  max: z.number().int().positive().optional(),
  healthCheckType: z.enum(['EC2', 'ELB']).default('ELB'),
  /** s after which the supervisor starts a process that has ended; null: never. */
  restart: z.number().positive().nullable().default(5),
  /** `refresh` replaces the instances, `in-place` the process on each of them. */
  deploy: z.enum(['refresh', 'in-place']).default('refresh'),
  /** s that a fresh instance must have been up before a refresh goes on. */
  warmup: z.number().nonnegative().default(0),
  /** In place: whether the target is taken out before its process stops. */
  blockTraffic: z.boolean().default(true),
  /** The group knows the target group: it deregisters, and waits, before it terminates. */
  attached: z.boolean().default(true),
  hooks: z
    .array(
      z.strictObject({
        name: z.string(),
        transition: z.enum(['terminating', 'launching']).default('terminating'),
        timeout: z.number().positive(),
        otherwise: z.enum(['CONTINUE', 'ABANDON']).default('CONTINUE'),
      }),
    )
    .default([]),
  suspended: z.array(z.string()).default([]),
  /** CPU target of a policy; what it does is stated under `scaling`. */
  policy: z.number().positive().optional(),
  /** `by` a policy's alarm, a schedule, or a person. */
  scaling: z
    .array(z.strictObject({ at: moment, desired: z.number().int().positive(), by: z.string().default('policy') }))
    .default([]),
  /** The hypervisor or the system of one unit is not well: its checks fail, and it is slow or nothing runs on it. */
  failures: z
    .array(
      z.strictObject({
        at: moment,
        until: moment.optional(),
        unit: z.number().int().nonnegative().default(0),
        check: z.enum(['instance', 'system']).default('instance'),
        strain: z.number().nonnegative().default(0),
        dead: z.boolean().default(false),
      }),
    )
    .default([]),
  /** CPU that a burstable type has for good, percent, and the credits that each unit still holds an hour before the present. */
  credits: z.strictObject({ baseline: z.number().positive(), held: z.number().nonnegative() }).optional(),
  vcpus: z.number().int().positive().default(2),
  swap: z.number().nonnegative().default(0),
  /** Packets that the network card drops a second, for each request a second above `rps`. */
  allowance: z.strictObject({ rps: z.number().positive(), drops: z.number().positive().default(40) }).optional(),
  /** Metrics of the CloudWatch agent, and every minute of EC2's own. */
  agent: z.boolean().default(true),
  detailed: z.boolean().default(false),
  /** Lines go to CloudWatch; false: nobody ships them. */
  logs: z.boolean().default(true),
  tags: z.record(z.string(), z.string()).default({}),
});

/** Pods behind a target group of addresses. Nothing of them can be seen in an API of AWS. */
export const eksSchema = z.strictObject({
  namespace: z.string().default('default'),
  /** s that a pod still answers after it was told to go. */
  preStop: z.number().nonnegative().default(0),
  /** s until the controller has taken a leaving pod out of the target group. */
  controllerLag: z.number().nonnegative().default(3),
  /** A new pod counts only when the load balancer finds it healthy. */
  readinessGate: z.boolean().default(true),
  /** Whether a pod counts as ready only when its port is open. */
  readinessProbe: z.boolean().default(true),
  /** Container Insights wraps each line in JSON; false: lines as they are. */
  wrapped: z.boolean().default(true),
  /** Pods that are taken away although nobody deployed: a node is drained. */
  evictions: z.array(z.strictObject({ at: moment, pods: z.number().int().positive().default(1) })).default([]),
});
