import { z } from 'zod';

export interface AlarmArn {
  readonly arn: string;
  readonly region: string;
  readonly account: string;
  /** The console's page of the alarm; null in a partition that we do not know. */
  readonly link: string | null;
}

const consoles: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
};

/** `arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-alb-502`; the name holds at most 255 letters. */
export const alarmArn = z.string().transform((arn, context): AlarmArn => {
  const parts = /^arn:(aws[a-z-]*):cloudwatch:([a-z0-9-]+):(\d{12}):alarm:([^\p{Cc}]{1,255})$/u.exec(arn);
  if (parts === null || !arn.isWellFormed()) {
    context.addIssue({ code: 'custom', message: 'no ARN of an alarm' });
    return z.NEVER;
  }
  const [, partition = '', region = '', account = '', name = ''] = parts;
  const host = consoles[partition];
  const page = `cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`;
  return { arn, region, account, link: host === undefined ? null : `https://${host}/${page}` };
});
