import { z } from 'zod';

/** What SNS wraps a message in, on its way to HTTPS or to a queue. Unknown members are left out on purpose. */
export const envelopeSchema = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string().min(1).max(100),
  TopicArn: z.string().regex(/^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]+(\.fifo)?$/),
  Message: z.string(),
  Timestamp: z.string().max(40),
  Subject: z.string().nullish(),
  SignatureVersion: z.string().max(8).optional(),
  Signature: z.string().max(4096).optional(),
  SigningCertURL: z.string().max(2048).optional(),
  SubscribeURL: z.string().max(4096).optional(),
  Token: z.string().max(2048).optional(),
});

export type Envelope = z.output<typeof envelopeSchema>;

/** Has it the look of an envelope, whole or broken? */
export function looksLikeEnvelope(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'Type' in value && 'TopicArn' in value && 'Message' in value;
}
