import { existsSync } from 'node:fs';
import { join } from 'node:path';

const src = join(import.meta.dirname, '../../src');

/** The IAM policy and the JSON schema, made from the parts that know them. */
export async function optional(): Promise<ReadonlyMap<string, string>> {
  const result = new Map<string, string>();
  if (existsSync(join(src, 'aws/index.ts'))) {
    const { iamActions } = (await import(join(src, 'aws/index.ts'))) as { iamActions(): readonly string[] };
    result.set('docs/iam-policy.json', json(policy([...iamActions()].sort())));
  }
  if (existsSync(join(src, 'diagnosis/index.ts'))) {
    const { answerJsonSchema } = (await import(join(src, 'diagnosis/index.ts'))) as { answerJsonSchema(): unknown };
    result.set('docs/check-output.schema.json', json(answerJsonSchema()));
  }
  const { webhookJsonSchema } = await import('../../src/alarms/parse/webhook.ts');
  result.set('docs/alarm-webhook.schema.json', json(webhookJsonSchema()));
  return result;
}

function policy(actions: readonly string[]): unknown {
  return {
    Version: '2012-10-17',
    Statement: [{ Sid: 'FiveohtwoReadOnly', Effect: 'Allow', Action: actions, Resource: '*' }],
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
