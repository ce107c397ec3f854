import { z } from 'zod';
import { faultSchema } from '../faults.ts';
import { alarmSchema } from './alarms.ts';
import { dataStoreSchema } from './data-store-spec.ts';
import { lambdaPhaseSchema, lambdaSchema } from './lambda-spec.ts';
import { mishaps } from './mishap-spec.ts';
import { moment } from './moment.ts';
import { certificateSchema, forwardsSchema, logsSchema, networkSchema } from './network-spec.ts';
import { ec2Schema, eksSchema } from './platforms/ec2-spec.ts';
import { proxySchema, proxyTroubles } from './proxy.ts';
import { releaseSchema } from './release-spec.ts';
import { groupSpeech, speechSchema } from './speech.ts';

const share = z.number().min(0).max(1);

/** What may go wrong on a route, as shares of its requests. */
const faultKnobs = {
  slow: z.strictObject({ share, seconds: z.number().positive() }).optional(),
  hangs: share.optional(),
  crashes: share.optional(),
  malformed: share.optional(),
  /** A function: what `crashes` takes its runtime with it, not only the request. */
  exits: z.boolean().optional(),
  /** Answers before the body has arrived and closes: what was still coming makes the kernel reset, which eats the answer. */
  early: z.strictObject({ share, status: z.number().int().default(413), eaten: share.default(0.75) }).optional(),
  header: z.strictObject({ share, bytes: z.number().int().positive(), log: z.string().optional() }).optional(),
  status: z.record(z.string().regex(/^[1-5]\d\d$/), share).optional(),
  log: z.string().optional(),
};

const routeSchema = z.strictObject({
  method: z.string().default('GET'),
  path: z.string(),
  weight: z.number().positive().default(1),
  ms: z.number().positive().default(30),
  spread: z.number().min(0).default(0.5),
  bytes: z.number().positive().default(1800),
  requestBytes: z.number().nonnegative().default(0),
  ...faultKnobs,
});

const routePatch = z.strictObject({
  ms: z.number().positive().optional(),
  weight: z.number().nonnegative().optional(),
  ...faultKnobs,
});

/** `null` takes a variable of the base away. */
const environment = z
  .record(z.string(), z.string().nullable())
  .transform((all) => Object.fromEntries(Object.entries(all).filter((e): e is [string, string] => e[1] !== null)));

/** What a new revision brings. */
const revisionSchema = z.strictObject({
  image: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: environment.optional(),
  port: z.number().int().optional(),
  listens: z.number().int().optional(),
  boot: z.number().optional(),
  fails: z.strictObject({ after: z.number(), exitCode: z.number().int(), log: z.string() }).optional(),
  healthAnswers: z.number().int().optional(),
  speaks: speechSchema.optional(),
  memory: z.number().int().optional(),
  routes: z.record(z.string(), routePatch).default({}),
});

const trafficSchema = z.strictObject({
  rps: z.number().positive(),
  wave: z.number().min(0).max(1).default(0.2),
  thin: z.strictObject({ every: z.number().positive(), factor: z.number().min(0) }).optional(),
  pulse: z
    .strictObject({ every: z.number().positive(), requests: z.number().positive(), jitterMs: z.number().positive() })
    .optional(),
});

export const appSchema = z.strictObject({
  loadBalancer: z.string().nullable().default(null),
  paths: z.array(z.string()).default([]),
  hosts: z.array(z.string()).default([]),
  standby: z.boolean().default(false),
  ...groupSpeech,
  targetGroup: z.string().optional(),
  /** What it runs on. */
  platform: z.enum(['ecs', 'ec2', 'eks', 'lambda']).default('ecs'),
  ec2: ec2Schema.prefault({}),
  eks: eksSchema.prefault({}),
  lambda: lambdaSchema.prefault({}),
  cluster: z.string().default('default'),
  service: z.string(),
  tasks: z.number().int().positive().default(2),
  cpu: z.number().int().default(512),
  memory: z.number().int().default(1024),
  image: z.string(),
  command: z.array(z.string()).default([]),
  environment: environment.default({}),
  container: z.string().default('app'),
  revision: z.number().int().positive().default(40),
  port: z.number().int().default(3000),
  listens: z.number().int().optional(),
  stack: z.enum(['express', 'gunicorn', 'puma', 'spring', 'go']).default('express'),
  logs: z.enum(['json', 'plain']).default('json'),
  logGroup: z.string().optional(),
  keepAlive: z.number().nonnegative().nullable().default(null),
  loopLag: z.number().nonnegative().default(4),
  boot: z.number().nonnegative().default(8),
  workers: z.number().int().positive().optional(),
  workerTimeout: z.number().positive().nullable().default(null),
  shutdown: z.enum(['drain', 'exit', 'ignore']).default('drain'),
  stopTimeout: z.number().nullable().default(null),
  deregistrationDelay: z.number().default(60),
  slowStart: z.number().default(0),
  health: z
    .strictObject({
      path: z.string().default('/healthz'),
      port: z.string().default('traffic-port'),
      matcher: z.string().default('200'),
      interval: z.number().default(15),
      timeout: z.number().default(5),
      healthy: z.number().default(3),
      unhealthy: z.number().default(2),
    })
    .prefault({}),
  healthAnswers: z.number().int().default(200),
  grace: z.number().default(60),
  minimumHealthyPercent: z.number().default(100),
  maximumPercent: z.number().default(200),
  memoryUse: z
    .strictObject({ idle: z.number(), leakPerMinute: z.number().default(0), from: moment.optional() })
    .optional(),
  cpuUse: z.strictObject({ idle: z.number().default(4), msPerRequest: z.number().default(8) }).prefault({}),
  traffic: trafficSchema.optional(),
  routes: z.array(routeSchema).default([]),
  deploys: z
    .array(z.strictObject({ at: moment, by: z.string().default('github-actions'), set: revisionSchema.prefault({}) }))
    .default([]),
  phases: z
    .array(
      z.strictObject({
        at: moment,
        until: moment.optional(),
        rps: z.number().positive().optional(),
        cpu: z.number().optional(),
        healthAnswers: z.number().int().optional(),
        lambda: lambdaPhaseSchema.optional(),
        routes: z.record(z.string(), routePatch).default({}),
      }),
    )
    .default([]),
  ...mishaps,
  proxy: proxySchema.optional(),
  noise: z
    .array(
      z.strictObject({
        everyMinutes: z.number().positive(),
        level: z.enum(['info', 'warn', 'error']),
        message: z.string(),
      }),
    )
    .default([]),
});

const loadBalancerSchema = z.strictObject({
  idleTimeout: z.number().int().default(60),
  clientKeepAlive: z.number().int().default(3600),
  scheme: z.enum(['internet-facing', 'internal']).default('internet-facing'),
  host: z.string(),
  nodes: z.number().int().positive().default(2),
  accessLogs: z
    .strictObject({ bucket: z.string(), prefix: z.string().default('') })
    .nullable()
    .default(null),
  healthCheckLogs: logsSchema,
  connectionLogs: logsSchema,
  certificate: certificateSchema,
  attributes: z.record(z.string(), z.string()).default({}),
  default: z.string().optional(),
});

export const worldSchema = z.strictObject({
  title: z.strictObject({ en: z.string(), ja: z.string() }),
  about: z.string().default(''),
  extends: z.string().optional(),
  stratum: z.enum(['S1', 'S2', 'S3', 'S4', 'S5', 'S6']),
  seed: z.number().int().default(1),
  minutes: z.number().int().positive().default(60),
  target: z.string(),
  account: z
    .string()
    .regex(/^\d{12}$/)
    .default('123456789012'),
  region: z.string().default('us-east-1'),
  baseline: z.enum(['healthy', 'same']).default('healthy'),
  loadBalancers: z.record(z.string(), loadBalancerSchema),
  apps: z.record(
    z.string(),
    appSchema.transform((app) => ({ ...app, trouble: [...app.trouble, ...proxyTroubles(app)] })),
  ),
  /** Databases and caches, by name. */
  dataStores: z.record(z.string(), dataStoreSchema).default({}),
  /** What CodeDeploy and CloudFormation recorded. */
  releases: z.array(releaseSchema).default([]),
  changes: z
    .array(
      z.strictObject({
        at: moment,
        name: z.string(),
        source: z.string(),
        by: z.string().default('admin'),
        resources: z.array(z.strictObject({ type: z.string(), name: z.string() })).default([]),
        request: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .default([]),
  /** By name, beside or in the place of those that the front load balancer and its groups usually have. */
  alarms: z.record(z.string(), alarmSchema).optional(),
  network: networkSchema,
  forwards: forwardsSchema,
  faults: z.array(faultSchema).default([]),
  expected: z.strictObject({
    verdict: z.enum(['healthy', 'cause', 'unclear', 'not-a-502']),
    causes: z.array(z.string()).default([]),
    herrings: z.array(z.string()).default([]),
    minter: z.enum(['alb', 'target']).nullable().default(null),
  }),
});

export type World = z.infer<typeof worldSchema> & { readonly id: string };
export type App = z.infer<typeof appSchema>;
export type Route = z.infer<typeof routeSchema>;
export type RoutePatch = z.infer<typeof routePatch>;
export type Revision = z.infer<typeof revisionSchema>;
export type LoadBalancer = z.infer<typeof loadBalancerSchema>;
