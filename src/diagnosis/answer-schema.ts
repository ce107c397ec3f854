import { z } from 'zod';

const share = z.number().min(0).max(1);
const time = z.iso.datetime();
const span = { from: time, to: time };
const count = z.number().nonnegative();
const observation = z.enum(['seen', 'not-seen', 'unknown', 'not-applicable']);
const evidenceIds = z.array(z.string()).describe('ids into `evidence`');

const argument = z.object({
  check: z.string(),
  decibans: z.number().describe('for the leader: against the runner-up; for the others: against the leader'),
  sentence: z.string(),
  evidence: evidenceIds,
});

const cause = z.object({
  id: z.string(),
  title: z.string(),
  probability: share,
  word: z.enum(['very-likely', 'likely', 'possible', 'unlikely']),
  group: z.string().nullable().describe('causes that no obtainable evidence tells apart share a group'),
  for: z.array(argument),
  against: z.array(argument),
  runbook: z.string(),
});

const symptom = z.object({
  status: z.int().nullable(),
  mintedBy: z.enum(['alb', 'target', 'mixed', 'none']).nullable(),
  count: count.nullable().describe('at least so many where `bounds.most` is another number or null'),
  bounds: z.object({ least: count, most: count.nullable().describe('null: nothing bounds it') }).optional(),
  requests: count.nullable(),
  share: share.nullable(),
  firstSeen: time.nullable(),
  lastSeen: time.nullable(),
  ongoing: z.boolean().nullable(),
  byMinute: z.array(z.object({ at: time, count })),
  byTarget: z.array(z.object({ target: z.string(), count })),
  byPath: z.array(z.object({ path: z.string(), count })),
  byZone: z.array(z.object({ zone: z.string(), count })),
});

const hit = z.array(z.object({ name: z.string(), failed: count, requests: count.nullable() }));

const impact = z
  .object({
    state: z.enum(['none', 'ongoing', 'over', 'unknown']).describe('over: it failed, stopped, and stayed quiet'),
    from: time.nullable(),
    until: time.nullable().describe('set only when it is over'),
    failed: count.nullable(),
    requests: count.nullable(),
    share: share.nullable(),
    peak: z.object({ at: time, count, share: share.nullable() }).nullable().describe('the worst minute'),
    routes: hit,
    clients: hit,
    userAgents: hit,
    targets: hit,
    targetGroups: hit,
    zones: hit,
    reproduce: z.string().nullable().describe('a curl line that sends one of the failed requests again'),
  })
  .describe('who is hit, since when, and whether it is over; lists hold the five most failing');

/** What `502 check --format json` prints. Only ever added to. */
export const answerSchema = z.object({
  schema: z.literal('fiveohtwo/check/v1'),
  program: z.object({ version: z.string(), knowledge: z.string(), temperature: z.number().positive() }),
  run: z.object({ id: z.string(), bundle: z.string(), startedAt: time }),
  target: z.object({
    query: z.string(),
    name: z.string(),
    kind: z.literal('alb'),
    arn: z.string(),
    region: z.string(),
    account: z.string().nullable(),
  }),
  path: z.array(
    z.object({
      kind: z.enum(['alb', 'target-group', 'ecs-service', 'ecs-task', 'instance', 'ip', 'lambda']),
      name: z.string(),
      arn: z.string().optional(),
    }),
  ),
  window: z.object({ ...span, baseline: z.object(span) }),
  symptom,
  impact: impact.optional(),
  verdict: z.enum(['healthy', 'cause', 'unclear', 'not-a-502']),
  healthy: z.boolean().nullable(),
  coverage: share,
  causes: z.array(cause),
  pairs: z.array(z.object({ causes: z.tuple([z.string(), z.string()]), probability: share })),
  unlisted: share.describe('something that is not on the list, or not decided by the evidence obtained'),
  noFault: share.describe('the chance that nothing is wrong').optional(),
  gaps: z.array(
    z.object({
      collector: z.string(),
      reason: z.enum([
        'denied',
        'throttled',
        'timed-out',
        'cut-off',
        'empty',
        'not-found',
        'not-enabled',
        'not-collected',
        'unreadable',
        'failed',
      ]),
      action: z.string().nullable().describe('the IAM action that would close the gap'),
      wouldDecide: z.array(z.string()).describe('cause ids'),
    }),
  ),
  untold: z
    .array(
      z.object({ check: z.string(), sentence: z.string(), wouldDecide: z.array(z.string()).describe('cause ids') }),
    )
    .describe('checks that looked and could not tell, where their answer would help to decide')
    .optional(),
  nextTest: z.object({ what: z.string(), informationBits: count, seconds: count }).nullable(),
  checklist: z.array(
    z.object({
      id: z.enum(['health-check', 'certificate', 'network', 'timeouts', 'resources']),
      observation,
      sentence: z.string(),
    }),
  ),
  findings: z.array(
    z.object({
      check: z.string(),
      layer: z.enum(['symptom', 'load-balancer', 'targets', 'service', 'logs', 'capacity', 'change']),
      observation,
      severity: z.enum(['info', 'low', 'medium', 'high']),
      sentence: z.string(),
      facts: z.array(z.string()).describe('raw lines: hostile text, show preformatted'),
      evidence: evidenceIds,
      reason: z.string().nullable(),
    }),
  ),
  evidence: z.array(z.object({ id: z.string(), kind: z.string(), what: z.string(), link: z.string().nullable() })),
  settings: z
    .record(z.string(), z.string())
    .describe('what stands now of the settings that runbooks read or put back, by the names of their holes')
    .optional(),
  cost: z.object({
    seconds: count,
    roundTrips: count,
    calls: count,
    callsByApi: z.record(z.string(), count),
    bytes: count,
    usd: count,
  }),
});

/** The JSON Schema (2020-12) of the answer. */
export function answerJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(answerSchema, { io: 'output' }), title: 'fiveohtwo/check/v1' };
}
