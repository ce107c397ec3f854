import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parseDocument, type Tags } from 'yaml';
import { loadConfig } from '../../src/config/index.ts';

/** CloudFormation's own tags: `!Ref X` and `!Sub text` as their text, the rest as they are. */
const tags: Tags = ['Ref', 'Sub', 'GetAtt', 'If', 'Equals', 'Not', 'Join'].flatMap((name) => [
  { tag: `!${name}`, resolve: (text: string) => text },
  { tag: `!${name}`, collection: 'seq' as const, resolve: (seq: unknown) => seq },
]) as Tags;

const read = (path: string) => parseDocument(readFileSync(path, 'utf8'), { customTags: tags }).toJS();

interface Statement {
  readonly Sid?: string;
  readonly Action: readonly string[];
}

/** Every statement of that name, wherever in the template. */
function statements(node: unknown, sid: string): readonly Statement[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = (node as Statement).Sid === sid ? [node as Statement] : [];
  return [...own, ...Object.values(node).flatMap((child) => statements(child, sid))];
}

/** What CloudFormation would put in. */
const made: Readonly<Record<string, string>> = {
  AlarmChannel: 'C0123456789',
  AlarmTopic: 'arn:aws:sns:ap-northeast-1:111122223333:alarms',
  AlarmQueue: 'https://sqs.ap-northeast-1.amazonaws.com/111122223333/alarms',
};

describe('the templates of CloudFormation', () => {
  const policy = JSON.parse(readFileSync('docs/iam-policy.json', 'utf8'));

  it.each(['deploy/cloudformation.yaml', 'deploy/read-role.yaml'])(
    '%s allows what the policy allows, no more',
    (path) => {
      const [read0, ...more] = statements(read(path), 'FiveohtwoReadOnly');

      expect(more).toEqual([]);
      expect(read0?.Action).toEqual(policy.Statement[0].Action);
    },
  );

  it('hand over settings that the program understands', () => {
    const { Resources } = read('deploy/cloudformation.yaml');
    const [container] = Resources.TaskDefinition.Properties.ContainerDefinitions;
    const settings = container.Environment.find(({ Name }: { Name: string }) => Name === 'FIVEOHTWO_SETTINGS').Value;
    const text = String(settings).replace(/\$\{(\w+)\}/g, (_, name: string) => made[name] ?? '');

    expect(loadConfig({ FIVEOHTWO_SETTINGS: text }).alarms).toMatchObject({
      channel: made.AlarmChannel,
      topics: [made.AlarmTopic],
      queue: made.AlarmQueue,
    });
  });

  it('never have a task replaced because something else is away', () => {
    const { Resources } = read('deploy/cloudformation.yaml');
    const [container] = Resources.TaskDefinition.Properties.ContainerDefinitions;

    expect(container.HealthCheck.Command.join(' ')).toContain('/livez');
  });
});
