import { z } from 'zod';
import { moment } from './moment.ts';

/** Something is wrong with processes or the machines under them: some of the requests that they get do not go well. */
export const troubleSchema = z.strictObject({
  at: moment.optional(),
  until: moment.optional(),
  /** Only the units in this zone, counted from 0. */
  zone: z.number().int().nonnegative().optional(),
  /** Only so many units of those that there are. */
  units: z.number().int().positive().optional(),
  /** Only while the service gets more than this a second. */
  rpsAbove: z.number().positive().optional(),
  /** Only these paths. */
  paths: z.array(z.string()).default([]),
  /** Only these methods. */
  methods: z.array(z.string()).default([]),
  share: z.number().min(0).max(1).default(1),
  /**
   * `refuse` new connections, `reset` as soon as the request arrives, `cut` after `ms` without an answer, `hang`, `answer`
   * with `status` after `ms`.
   */
  how: z.enum(['refuse', 'reset', 'cut', 'hang', 'answer']),
  ms: z.number().positive().default(40),
  status: z.number().int().default(502),
  /** What is written each time; lines. `{method}` and `{path}` are the request's. */
  log: z.string().optional(),
  /** What the health checks find: nothing, no answer in time, a refused connection, or a status. */
  health: z.union([z.enum(['passes', 'times-out', 'refused']), z.number().int()]).default('passes'),
});

export const mishaps = {
  trouble: z.array(troubleSchema).default([]),
  /** The server closes a connection after so many requests, without a word. */
  closesAfter: z.number().int().positive().optional(),
  /** A proxy reads its settings anew: every idle connection is closed at once. `lag`: ms until the load balancer has noticed. */
  reloads: z
    .array(
      z.strictObject({
        at: moment,
        every: z.number().positive().optional(),
        lag: z.number().positive().default(25),
        log: z.string().optional(),
      }),
    )
    .default([]),
  /** A worker is replaced after so many requests; what it had accepted breaks off. */
  recycle: z
    .strictObject({
      requests: z.number().int().positive(),
      workers: z.number().int().positive().default(4),
      log: z.string().optional(),
      from: moment.optional(),
    })
    .optional(),
  /** So many requests at a time in one unit; so many more wait, the rest is turned away. */
  pool: z
    .strictObject({
      workers: z.number().int().positive(),
      backlog: z.number().int().nonnegative().default(64),
      onFull: z.enum(['refuse', 'reset', 'answer']).default('refuse'),
      status: z.number().int().default(503),
      log: z.string().optional(),
    })
    .optional(),
  /** s after which the server closes a connection whose answer is not there, without a word. */
  serverTimeout: z.number().positive().optional(),
  /** A unit is slow for its first seconds: CPU wanted over what there is. */
  warmUp: z.strictObject({ seconds: z.number().positive(), strain: z.number().positive() }).optional(),
  /** Spot capacity is taken back: SIGTERM at once, out of the target group only later. */
  spot: z
    .array(z.strictObject({ at: moment, tasks: z.number().int().positive().default(1), lag: z.number().default(9) }))
    .default([]),
};

export type Trouble = z.infer<typeof troubleSchema>;

/** An app without any of it. */
export const noMishaps = {
  trouble: [],
  reloads: [],
  spot: [],
  closesAfter: undefined,
  recycle: undefined,
  pool: undefined,
  serverTimeout: undefined,
  warmUp: undefined,
};
