import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { makeInstallations } from '../../src/slack/installations.ts';
import { makeSeal } from '../../src/slack/sealing.ts';
import { openStore } from '../../src/store/index.ts';
import { CHANNEL, type Changes, type Clinic, NOBODY } from './clinic.ts';

/** Something that is really broken, and what the doctor has to call it. */
export interface Fault {
  /** As docs/doctor.md has it. */
  readonly name: string;
  readonly inject: (clinic: Clinic) => Changes | Promise<Changes>;
  /** Ids of what fails: these and no others. */
  readonly failed: readonly string[];
  /** Ids of what cannot be known because of it. */
  readonly unknown?: readonly string[];
  /** A part of the line that mends it. */
  readonly mends: RegExp;
}

const env = (changes: NonNullable<Changes['env']>) => (): Changes => ({ env: changes });
const slackFault =
  (method: string, fault: object) =>
  (clinic: Clinic): Changes => {
    clinic.slack.faults.add({ method, times: 9, ...fault });
    return {};
  };
const awsFault =
  (...faults: readonly object[]) =>
  async (clinic: Clinic): Promise<Changes> => {
    await clinic.awsFaults(...faults);
    return {};
  };
const alarmsIn =
  (channel: string) =>
  (clinic: Clinic): Changes => ({
    yaml: clinic.yaml({
      alarms: `{ channel: ${channel}, topics: [${clinic.aws.topic}], queue: '${clinic.queueUrl}' }`,
    }),
  });
/** The settings of an app for several workspaces. */
const oauth = (stateSecret: string, dataDir: string, port: string): Changes => ({
  env: {
    SLACK_BOT_TOKEN: undefined,
    SLACK_CLIENT_ID: '1.2',
    SLACK_CLIENT_SECRET: 's',
    SLACK_STATE_SECRET: stateSecret,
    FIVEOHTWO_DATA_DIR: dataDir,
    PORT: port,
  },
});

/** A copy of the data in which one workspace has installed the app. */
async function installed({ copyOfData, scopes, botToken }: Clinic): Promise<string> {
  const dataDir = copyOfData(() => undefined);
  const store = await openStore({ dataDir });
  const clock = { now: () => new Date() };
  const installations = makeInstallations({ store, seal: makeSeal('the-state-secret'), clock });
  const bot = { token: botToken, scopes: [...scopes], id: 'B0', userId: 'U0' };
  await installations.storeInstallation({
    team: { id: 'T0SHOP' },
    enterprise: undefined,
    isEnterpriseInstall: false,
    user: { id: 'U0BEN', token: undefined, scopes: undefined },
    bot,
  });
  await store.close();
  return dataDir;
}
const allAws = 'elasticloadbalancing:*';
/** Nothing further is tried on settings that are not understood. */
const afterMistake = Array.from({ length: 6 }, () => 'probe/not-tried');

const settings: readonly Fault[] = [
  {
    name: 'a key in fiveohtwo.yaml that does not exist',
    inject: ({ yaml }) => ({ yaml: yaml({ rest: 'colour: red' }) }),
    failed: ['settings/mistake'],
    unknown: [...afterMistake],
    mends: /fiveohtwo\.yaml:3/,
  },
  {
    name: 'a time zone that does not exist',
    inject: ({ yaml }) => ({ yaml: yaml({ rest: 'timeZone: Mars/Olympus' }) }),
    failed: ['settings/mistake'],
    unknown: [...afterMistake],
    mends: /fiveohtwo\.yaml:3/,
  },
  {
    name: 'a variable with a slip in its name',
    inject: env({ FIVEOHTWO_DATADIR: '/data' }),
    failed: ['settings/mistake'],
    unknown: [...afterMistake],
    mends: /FIVEOHTWO_DATADIR/,
  },
  {
    name: 'SLACK_BOT_TOKEN not set',
    inject: env({ SLACK_BOT_TOKEN: undefined }),
    failed: ['settings/missing'],
    mends: /export SLACK_BOT_TOKEN=xoxb-/,
  },
  {
    name: 'SLACK_SIGNING_SECRET not set',
    inject: env({ SLACK_SIGNING_SECRET: undefined }),
    failed: ['settings/missing'],
    mends: /export SLACK_SIGNING_SECRET=/,
  },
  {
    name: 'a person’s token (xoxp-) in place of the bot’s',
    inject: env({ SLACK_BOT_TOKEN: 'xoxp-1-2' }),
    failed: ['settings/token-kind'],
    mends: /export SLACK_BOT_TOKEN=xoxb-/,
  },
  {
    name: 'the bot’s token in place of the app-level one',
    inject: env({ SLACK_APP_TOKEN: 'xoxb-1-2' }),
    failed: ['settings/token-kind'],
    mends: /export SLACK_APP_TOKEN=xapp-/,
  },
  {
    name: 'a token in place of the signing secret',
    inject: env({ SLACK_SIGNING_SECRET: 'xapp-1-2' }),
    failed: ['settings/secret-form'],
    mends: /Signing Secret/,
  },
  {
    name: 'OAuth with one of its three variables missing',
    inject: env({ SLACK_BOT_TOKEN: undefined, SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's' }),
    failed: ['settings/oauth-incomplete'],
    mends: /export SLACK_STATE_SECRET=/,
  },
  {
    name: 'a bot token and OAuth at the same time',
    inject: env({ SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's', SLACK_STATE_SECRET: 'state' }),
    failed: ['settings/token-and-oauth'],
    unknown: ['slack/nobody-installed'],
    mends: /unset SLACK_BOT_TOKEN/,
  },
  {
    name: 'alarms over HTTPS without publicUrl',
    inject: ({ yaml, aws }) => ({ yaml: yaml({ alarms: `{ channel: ${CHANNEL}, topics: [${aws.topic}] }` }) }),
    failed: ['settings/public-url'],
    mends: /publicUrl: https:\/\//,
  },
  {
    name: 'alarms without a channel',
    inject: ({ yaml, aws, queueUrl }) => ({
      yaml: yaml({ alarms: `{ topics: [${aws.topic}], queue: '${queueUrl}' }` }),
    }),
    failed: ['settings/alarm-channel'],
    mends: /alarms: \{ channel:/,
  },
];

const slack: readonly Fault[] = [
  {
    name: 'a bot token that Slack does not know',
    inject: env({ SLACK_BOT_TOKEN: 'xoxb-wrong' }),
    failed: ['slack/token-refused'],
    mends: /Bot User OAuth Token/,
  },
  {
    name: 'the bot token revoked',
    inject: slackFault('auth.test', { kind: 'error', error: 'token_revoked' }),
    failed: ['slack/token-revoked'],
    mends: /Install the app again/,
  },
  {
    name: 'the app removed from the workspace',
    inject: slackFault('auth.test', { kind: 'error', error: 'account_inactive' }),
    failed: ['slack/token-revoked'],
    mends: /Install the app again/,
  },
  {
    name: 'the bot token expired (token rotation)',
    inject: slackFault('auth.test', { kind: 'error', error: 'token_expired' }),
    failed: ['slack/token-expired'],
    mends: /token_rotation_enabled to false/,
  },
  {
    name: 'a scope not granted (files:write)',
    inject: async ({ slackWith, scopes }) => {
      const { apiUrl } = await slackWith(scopes.filter((scope) => scope !== 'files:write'));
      return { env: { SLACK_API_URL: apiUrl } };
    },
    failed: ['slack/scope-missing'],
    mends: /Add files:write/,
  },
  {
    name: 'Slack cannot be reached',
    inject: env({ SLACK_API_URL: `${NOBODY}/api/` }),
    failed: ['slack/unreachable'],
    mends: /HTTPS from this machine to slack\.com/,
  },
  {
    name: 'Slack limits our rate',
    inject: slackFault('auth.test', { kind: 'rate-limit', retryAfter: 7 }),
    failed: [],
    unknown: ['slack/rate-limited'],
    mends: /again in 7 s/,
  },
  {
    name: 'the alarms’ channel does not exist',
    inject: alarmsIn('C0NOWHERE'),
    failed: ['slack/channel-not-found'],
    mends: /Correct C0NOWHERE/,
  },
  {
    name: 'the bot is not in the alarms’ channel',
    inject: alarmsIn('C0GENERAL'),
    failed: ['slack/not-in-channel'],
    mends: /\/invite @fiveohtwo in C0GENERAL/,
  },
  {
    name: 'the alarms’ channel is archived',
    inject: (clinic) => {
      const { channels } = clinic.slack.workspace;
      const open = channels.get(CHANNEL);
      if (open !== undefined) channels.set('C0CLOSED', { ...open, id: 'C0CLOSED', name: 'closed', archived: true });
      return alarmsIn('C0CLOSED')(clinic);
    },
    failed: ['slack/channel-archived'],
    mends: /Unarchive C0CLOSED/,
  },
  {
    name: 'a workspace’s token sealed with another SLACK_STATE_SECRET',
    inject: async (clinic) => oauth('another-secret', await installed(clinic), clinic.nobodyPort),
    failed: ['slack/installation-sealed'],
    unknown: ['alarms/webhook-unknown', 'buttons/no-bot'],
    mends: /Set SLACK_STATE_SECRET back/,
  },
  {
    name: 'a workspace’s token revoked, among several',
    inject: async (clinic) => {
      clinic.slack.faults.add({ method: 'auth.test', kind: 'error', error: 'token_revoked', times: 9 });
      return oauth('the-state-secret', await installed(clinic), clinic.nobodyPort);
    },
    failed: ['slack/token-revoked'],
    unknown: ['alarms/webhook-unknown', 'buttons/no-bot'],
    mends: /Install the app again/,
  },
  {
    name: 'the token of another workspace',
    inject: ({ copyOfData, nobodyPort }) => ({
      env: {
        FIVEOHTWO_DATA_DIR: copyOfData((db) => {
          db.exec(`update inbox set body = replace(body, 'T0SHOP', 'T0OTHER') where kind = 'command'`);
        }),
        PORT: nobodyPort,
      },
    }),
    failed: ['slack/wrong-workspace'],
    unknown: ['alarms/webhook-unknown', 'buttons/no-bot'],
    mends: /token of the workspace T0OTHER/,
  },
  {
    name: 'an app-level token that Slack does not know',
    inject: env({ SLACK_APP_TOKEN: 'xapp-wrong' }),
    failed: ['slack/app-token-refused'],
    mends: /App-Level Tokens/,
  },
  {
    name: 'an app-level token without connections:write',
    inject: async ({ slackWith, scopes }) => {
      const other = await slackWith(scopes, 'xapp-clinic');
      other.faults.add({ method: 'apps.connections.open', kind: 'error', error: 'missing_scope' });
      return { env: { SLACK_APP_TOKEN: 'xapp-clinic', SLACK_API_URL: other.apiUrl } };
    },
    failed: ['slack/app-scope-missing'],
    mends: /connections:write/,
  },
];

const buttons: readonly Fault[] = [
  {
    name: 'the bot runs with another signing secret',
    inject: env({ SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' }),
    failed: ['buttons/wrong-secret'],
    mends: /Signing Secret, and start the bot again/,
  },
  {
    name: 'the bot listens on another port',
    inject: ({ nobodyPort }) => ({ env: { PORT: nobodyPort } }),
    failed: ['buttons/not-listening'],
    unknown: ['alarms/webhook-unknown'],
    mends: /export PORT=/,
  },
  {
    name: 'a firewall answers 403 in the bot’s place',
    inject: async ({ stranger }) => ({
      env: { PORT: String(await stranger(403)), FIVEOHTWO_WEBHOOK_SECRET: undefined },
    }),
    failed: ['buttons/refused'],
    mends: /POST \/slack\/events through/,
  },
  {
    name: 'another program says 200 in the bot’s place',
    inject: async ({ stranger }) => ({
      env: { PORT: String(await stranger(200)), FIVEOHTWO_WEBHOOK_SECRET: undefined },
    }),
    failed: ['buttons/not-kept'],
    mends: /same PORT, FIVEOHTWO_DATA_DIR/,
  },
  {
    name: 'no bot runs',
    inject: ({ copyOfData, nobodyPort }) => ({
      env: { FIVEOHTWO_DATA_DIR: copyOfData(() => undefined), PORT: nobodyPort },
    }),
    failed: [],
    unknown: ['alarms/webhook-unknown', 'buttons/no-bot'],
    mends: /Start “502 serve”/,
  },
];

const alarms: readonly Fault[] = [
  {
    name: 'the SNS topic does not exist',
    inject: ({ yaml, aws, queueUrl }) => ({
      yaml: yaml({
        alarms: `{ channel: ${CHANNEL}, topics: [${aws.topic}, ${aws.topic}-gone], queue: '${queueUrl}' }`,
      }),
    }),
    failed: ['alarms/queue-policy', 'alarms/topic-missing'],
    mends: /aws sns create-topic --name alarms-gone/,
  },
  {
    name: 'the topic does not send to the bot',
    inject: ({ yaml, aws }) => ({
      yaml: yaml({
        alarms: `{ channel: ${CHANNEL}, topics: [${aws.topic}] }`,
        rest: 'publicUrl: https://127.0.0.1:9/elsewhere',
      }),
    }),
    failed: ['alarms/not-subscribed'],
    unknown: ['buttons/public-not-reached'],
    mends:
      /aws sns subscribe --topic-arn \S+ --protocol https --notification-endpoint https:\/\/127\.0\.0\.1:9\/elsewhere\/alarms\/sns/,
  },
  {
    name: 'a subscription that waits for its confirmation',
    inject: async ({ yaml, aws }) => {
      const sns = new SNSClient({ endpoint: aws.endpoint, region: aws.region });
      const Endpoint = 'https://127.0.0.1:9/alarms/sns';
      await sns.send(new SubscribeCommand({ TopicArn: aws.topic, Protocol: 'https', Endpoint }));
      const alarms = `{ channel: ${CHANNEL}, topics: [${aws.topic}] }`;
      return { yaml: yaml({ alarms, rest: 'publicUrl: https://127.0.0.1:9' }) };
    },
    failed: ['alarms/subscription-pending'],
    unknown: ['buttons/public-not-reached'],
    mends: /aws sns subscribe/,
  },
  {
    name: 'the queue does not exist',
    inject: ({ yaml, queueUrl }) => ({ yaml: yaml({ alarms: `{ channel: ${CHANNEL}, queue: '${queueUrl}-gone' }` }) }),
    failed: ['alarms/queue-missing'],
    mends: /aws sqs create-queue --queue-name fiveohtwo-alarms-gone/,
  },
  {
    name: 'a queue without policy and without dead-letter queue, to which the topic does not send',
    inject: ({ yaml, aws, queueUrl }) => ({
      yaml: yaml({ alarms: `{ channel: ${CHANNEL}, topics: [${aws.topic}], queue: '${queueUrl}-dead' }` }),
    }),
    failed: ['alarms/no-redrive', 'alarms/not-subscribed', 'alarms/queue-policy'],
    mends: /aws sqs set-queue-attributes .*sqs:SendMessage/,
  },
  {
    name: 'messages wait in the queue and nobody takes them',
    inject: async ({ aws, queueUrl }) => {
      const sqs = new SQSClient({ endpoint: aws.endpoint, region: aws.region });
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: '{}' }));
      return {};
    },
    failed: ['alarms/queue-stuck'],
    mends: /its reader is stuck/,
  },
  {
    name: 'the queue may not be read (sqs:ReceiveMessage denied)',
    inject: awsFault({ operation: 'sqs:ReceiveMessage', kind: 'denied' }),
    failed: ['alarms/denied'],
    mends: /"Action":"sqs:ReceiveMessage"/,
  },
  {
    name: 'what was read may not be deleted (sqs:DeleteMessage denied)',
    inject: awsFault({ operation: 'sqs:DeleteMessage', kind: 'denied' }),
    failed: ['alarms/denied'],
    mends: /"Action":"sqs:DeleteMessage"/,
  },
  {
    name: 'the subscriptions may not be looked at (sns:ListSubscriptionsByTopic denied)',
    inject: awsFault({ operation: 'sns:ListSubscriptionsByTopic', kind: 'denied' }),
    failed: [],
    unknown: ['alarms/not-allowed'],
    mends: /"Action":"sns:ListSubscriptionsByTopic"/,
  },
  {
    name: 'the bot runs with another webhook secret',
    inject: env({ FIVEOHTWO_WEBHOOK_SECRET: 'another-secret' }),
    failed: ['alarms/webhook-secret'],
    mends: /export FIVEOHTWO_WEBHOOK_SECRET=/,
  },
  {
    name: 'alarms are set up and none has ever come',
    inject: ({ copyOfData, nobodyPort }) => ({
      env: {
        FIVEOHTWO_DATA_DIR: copyOfData((db) => db.exec(`delete from inbox where kind = 'alarm'`)),
        PORT: nobodyPort,
      },
    }),
    failed: [],
    unknown: ['alarms/webhook-unknown', 'buttons/no-bot', 'last/no-alarm'],
    mends: /aws cloudwatch set-alarm-state/,
  },
];

const roadsUnclear = ['alarms/unclear', 'alarms/unclear'];
const awsFaults: readonly Fault[] = [
  {
    name: 'no AWS credentials',
    inject: () => ({ machine: { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined } }),
    failed: ['aws/no-credentials'],
    unknown: roadsUnclear,
    mends: /aws sso login/,
  },
  {
    name: 'expired AWS credentials',
    inject: awsFault({ operation: allAws, kind: 'expired-token' }),
    failed: ['aws/expired-credentials'],
    mends: /aws sso login --profile default/,
  },
  {
    name: 'AWS credentials that AWS does not know',
    inject: awsFault({ operation: allAws, kind: 'unrecognized-client' }),
    failed: ['aws/bad-credentials'],
    mends: /aws sts get-caller-identity/,
  },
  {
    name: 'no AWS region',
    inject: ({ yaml }) => ({
      yaml: yaml({ alarms: `{ channel: ${CHANNEL} }` }).replace(/^aws: .*$/m, 'aws: {}'),
      env: { FIVEOHTWO_WEBHOOK_SECRET: undefined },
    }),
    failed: ['aws/region-missing'],
    mends: /export AWS_REGION=/,
  },
  {
    name: 'a role that may not be assumed',
    inject: async ({ yaml, aws, awsFaults }) => {
      await awsFaults({ operation: 'sts:AssumeRole', kind: 'denied' });
      const profile = `{ name: shop, roleArn: 'arn:aws:iam::111122223333:role/reader', regions: [${aws.region}] }`;
      return { yaml: yaml().replace(/^aws: .*$/m, `aws: { region: ${aws.region}, profiles: [${profile}] }`) };
    },
    failed: ['aws/role-refused'],
    mends: /"Action":"sts:AssumeRole","Resource":"arn:aws:iam::111122223333:role\/reader"/,
  },
  {
    name: 'AWS cannot be reached',
    inject: env({ AWS_ENDPOINT_URL: NOBODY }),
    failed: ['aws/unreachable'],
    unknown: roadsUnclear,
    mends: /AWS_ENDPOINT_URL/,
  },
  {
    name: 'load balancers may not be listed (elasticloadbalancing:DescribeLoadBalancers denied)',
    inject: awsFault({ operation: 'elasticloadbalancing:DescribeLoadBalancers', kind: 'denied' }),
    failed: ['aws/denied'],
    mends: /put-role-policy --role-name responder-read-only .*elasticloadbalancing:DescribeLoadBalancers/,
  },
  {
    name: 'logs may not be read (logs:FilterLogEvents denied)',
    inject: awsFault({ operation: 'logs:FilterLogEvents', kind: 'denied' }),
    failed: ['aws/denied'],
    // The queries for long windows come after it: whether they are allowed is not known.
    unknown: ['aws/not-tried'],
    mends: /put-role-policy .*logs:FilterLogEvents/,
  },
  {
    name: 'an API throttles us (cloudtrail:LookupEvents)',
    inject: awsFault({ operation: 'cloudtrail:LookupEvents', kind: 'throttled' }),
    failed: [],
    // What changes would have named is not looked into.
    unknown: ['aws/not-tried', 'aws/throttled'],
    mends: /again in a minute/,
  },
  {
    name: 'a load balancer that does not exist',
    inject: () => ({ target: 'shop-abl' }),
    failed: ['aws/target-not-found'],
    mends: /502 doctor NAME/,
  },
];

const clockFaults: readonly Fault[] = [
  {
    name: 'the clock six minutes ahead',
    inject: () => ({ aheadMs: 360_000 }),
    // The bot beside it has the right time here: it refuses what is signed with the wrong one.
    failed: ['buttons/other-clock', 'clock/skewed', 'clock/skewed'],
    mends: /timedatectl set-ntp true/,
  },
  {
    name: 'the clock two minutes behind',
    inject: () => ({ aheadMs: -120_000 }),
    failed: ['clock/drifting', 'clock/drifting'],
    mends: /timedatectl set-ntp true/,
  },
];

const alone = { unknown: ['alarms/webhook-unknown', 'buttons/no-bot'] } as const;
/** A database on which no bot works. */
const onCopy =
  (change: Parameters<Clinic['copyOfData']>[0]) =>
  ({ copyOfData, nobodyPort }: Clinic): Changes => ({
    env: { FIVEOHTWO_DATA_DIR: copyOfData(change), PORT: nobodyPort },
  });
const job = (state: string, dueAt: number, finishedAt: number | null) =>
  `insert into job (id, name, data, state, due_at, starts, failures, error, created_at, finished_at)
   values ('job_x', 'run-check', '{}', '${state}', ${dueAt}, 1, 1, 'the roof is on fire', ${dueAt}, ${finishedAt})`;

const storeFaults: readonly Fault[] = [
  {
    name: 'a disk that is almost full',
    inject: () => ({ freeBytes: 12_000_000 }),
    failed: ['store/disk-low'],
    mends: /df -h/,
  },
  {
    name: 'a data folder that cannot be written',
    inject: ({ folder, nobodyPort }) => {
      const file = join(folder(), 'file');
      writeFileSync(file, '');
      return { env: { FIVEOHTWO_DATA_DIR: join(file, 'data'), PORT: nobodyPort } };
    },
    failed: ['store/not-writable'],
    ...alone,
    mends: /sudo install -d/,
  },
  {
    name: 'a database file that is none',
    inject: ({ folder, nobodyPort }) => {
      const dir = folder();
      writeFileSync(join(dir, 'fiveohtwo.db'), 'nothing that SQLite ever wrote, but long enough to look at');
      return { env: { FIVEOHTWO_DATA_DIR: dir, PORT: nobodyPort } };
    },
    failed: ['store/unreadable'],
    ...alone,
    mends: /cp BACKUP/,
  },
  {
    name: 'tables of an older version',
    inject: onCopy((db) => db.exec(`delete from kysely_migration where name = '0006-doctor'`)),
    failed: ['store/schema-older'],
    ...alone,
    mends: /502 serve/,
  },
  {
    name: 'tables of a newer version',
    inject: onCopy((db) => db.exec(`insert into kysely_migration (name, timestamp) values ('9999-later', '2027')`)),
    failed: ['store/schema-newer'],
    ...alone,
    mends: /newer version again/,
  },
  {
    name: 'a job that was given up',
    inject: onCopy((db) => db.exec(job('dead', Date.now(), Date.now()))),
    failed: ['jobs/dead'],
    ...alone,
    mends: /run-check/,
  },
  {
    name: 'work that nobody takes up',
    inject: onCopy((db) => db.exec(job('waiting', Date.now() - 600_000, null))),
    failed: ['jobs/late'],
    ...alone,
    mends: /Start the bot: 502 serve/,
  },
  {
    name: 'a post that was given up (not_in_channel)',
    inject: onCopy((db) => db.exec(`update outbox set state = 'failed', error = 'not_in_channel'`)),
    failed: ['jobs/posts-failed'],
    ...alone,
    mends: /\/invite @502/,
  },
  {
    name: 'posts that do not get out',
    inject: onCopy((db) => db.exec(`update outbox set state = 'due', ts = null, created_at = created_at - 600000`)),
    failed: ['jobs/posts-late'],
    ...alone,
    mends: /Start the bot: 502 serve/,
  },
];

export const faults: readonly Fault[] = [
  ...settings,
  ...slack,
  ...buttons,
  ...alarms,
  ...awsFaults,
  ...clockFaults,
  ...storeFaults,
];

const code = (ids: readonly string[]) => [...new Set(ids)].map((id) => `\`${id}\``).join(', ') || '–';

/** A line of the table in docs/doctor.md. */
export const rowOf = ({ name, failed, unknown = [] }: Fault): string =>
  `| ${name} | ${code(failed)} | ${code(unknown)} |`;
