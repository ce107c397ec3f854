import { z } from 'zod';
import { logLevels } from './types.ts';

const lang = z.enum(['en', 'ja']);
const timeZone = z.string().refine(isTimeZone, { params: { says: 'config/not-a-time-zone' } });
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'config/not-a-region');
export const deadlineSeconds = z.number().min(1).max(300);
export const port = z.int().min(0).max(65_535);

const profile = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,64}$/, 'config/not-a-name'),
  roleArn: z
    .string()
    .regex(/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/, 'config/not-a-role')
    .optional(),
  externalId: z.string().min(1).optional(),
  regions: z.array(region).min(1),
});

const channelId = z.string().regex(/^[CGD][A-Z0-9]{2,}$/, 'config/not-a-channel');
const minutes = z
  .number()
  .min(0)
  .max(24 * 60);

const alarmRule = z.strictObject({
  alarm: z.string().min(1).max(255),
  target: z.string().min(1).max(512).optional(),
  channel: channelId.optional(),
});

const alarms = z.strictObject({
  channel: channelId.optional(),
  topics: z
    .array(z.string().regex(/^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]+(\.fifo)?$/, 'config/not-a-topic'))
    .optional(),
  queue: z
    .string()
    .regex(/^https?:\/\/\S+\/\d{12}\/[\w-]+(\.fifo)?$/, 'config/not-a-queue')
    .optional(),
  rules: z.array(alarmRule).optional(),
  remindMinutes: minutes.optional(),
  windowMinutes: minutes.optional(),
});

const channel = z.strictObject({ lang: lang.optional(), timeZone: timeZone.optional() });

/** What `fiveohtwo.yaml` may hold. Secrets have no place in it: they come from the environment. */
export const fileSchema = z.strictObject({
  lang: lang.optional(),
  timeZone: timeZone.optional(),
  dataDir: z.string().min(1).optional(),
  deadlineSeconds: deadlineSeconds.optional(),
  logLevel: z.enum(logLevels).optional(),
  redact: z.strictObject({ ips: z.boolean().optional() }).optional(),
  aws: z
    .strictObject({
      region: region.optional(),
      profiles: z
        .array(profile)
        .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
          params: { says: 'config/twice' },
        })
        .optional(),
    })
    .optional(),
  slack: z.strictObject({ host: z.string().min(1).optional(), port: port.optional() }).optional(),
  alarms: alarms.optional(),
  publicUrl: z
    .string()
    .regex(/^https:\/\/[^\s/]+(\/[^\s]*[^\s/])?$/, 'config/not-a-public-url')
    .optional(),
  channels: z.record(channelId, channel).optional(),
});

export type FileSettings = z.infer<typeof fileSchema>;

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    // The only way Intl has of saying that it does not know a zone.
    return false;
  }
}
