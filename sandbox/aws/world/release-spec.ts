import { z } from 'zod';
import { moment } from './moment.ts';

/** What a release tool recorded. What it changed is stated with the apps' `deploys`; this is its own story of it. */
export const releaseSchema = z.strictObject({
  with: z.enum(['codedeploy', 'cloudformation']),
  /** The application, or the stack. */
  name: z.string(),
  at: moment,
  minutes: z.number().positive().default(4),
  by: z.string().default('github-actions'),
  outcome: z.enum(['succeeded', 'failed', 'rolled-back', 'running']).default('succeeded'),
  reason: z.string().optional(),
  /** Keys of the apps whose services it touched. */
  apps: z.array(z.string()).min(1),
});

export type Release = z.infer<typeof releaseSchema>;
