import { z } from 'zod';

/** A function behind a target group: what it is, and how many of it may run. The memory is the app's. */
export const lambdaSchema = z.strictObject({
  runtime: z.string().default('nodejs22.x'),
  handler: z.string().default('index.handler'),
  /** s until Lambda ends an invocation. */
  timeout: z.number().positive().default(10),
  /** What is registered as the target; null: the function itself. */
  alias: z.string().nullable().default('live'),
  reserved: z.number().int().nonnegative().nullable().default(null),
  /** Of the account and region, for all functions together. */
  concurrency: z.number().int().positive().default(1000),
  logFormat: z.enum(['text', 'json']).default('text'),
  vpc: z.boolean().default(false),
  multiValueHeaders: z.boolean().default(false),
  layers: z.array(z.string()).default([]),
  /** MiB that an invocation uses. */
  memoryUsed: z.number().positive().default(88),
  /** s that an environment stays after its last invocation. */
  idleLife: z.number().positive().default(400),
});

/** What somebody or something changes about it while the world runs. */
export const lambdaPhaseSchema = z.strictObject({
  by: z.string().default('terraform'),
  permission: z.boolean().optional(),
  exists: z.boolean().optional(),
  aliasExists: z.boolean().optional(),
  reserved: z.number().int().nonnegative().nullable().optional(),
  /** Executions of the account's other functions. */
  others: z.number().int().nonnegative().optional(),
  timeout: z.number().positive().optional(),
  memoryUsed: z.number().positive().optional(),
  multiValueHeaders: z.boolean().optional(),
  /** Why no new environment can be made, in the load balancer's words: LambdaENILimitReachedException. */
  refuses: z.string().optional(),
  /** Share of calls that fail inside Lambda or on the way to it, and the load balancer's word for it. */
  service: z
    .strictObject({ share: z.number().min(0).max(1), reason: z.string().default('LambdaServiceException') })
    .optional(),
});

export type LambdaPhase = z.infer<typeof lambdaPhaseSchema>;
