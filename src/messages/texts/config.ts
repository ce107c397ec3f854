import type { Text } from '../../domain/text.ts';

/** What can be wrong with the settings. Each is shown behind its file and line, or the name of its variable. */
export const configTexts = {
  'config/mistakes': {
    en: '{count, plural, one {There is a mistake} other {There are # mistakes}} in the settings:\n{list}',
    ja: '設定に{count}件の誤りがあります。\n{list}',
  },
  'config/no-file': {
    en: 'there is no such file: {path}',
    ja: 'ファイルがありません: {path}',
  },
  'config/settings-twice': {
    en: 'FIVEOHTWO_CONFIG names a settings file as well. Keep one of the two',
    ja: 'FIVEOHTWO_CONFIG でも設定ファイルが指定されています。どちらか一方にしてください',
  },
  'config/not-yaml': {
    en: 'this is not YAML: {detail}',
    ja: 'YAMLとして解釈できません: {detail}',
  },
  'config/unknown-key': {
    en: 'unknown key “{key}”. Known here: {allowed}',
    ja: '「{key}」という項目はありません。ここに書けるもの: {allowed}',
  },
  'config/unknown-key-meant': {
    en: 'unknown name “{key}”. Did you mean “{meant}”?',
    ja: '「{key}」という項目はありません。「{meant}」ではありませんか。',
  },
  'config/secret-in-file': {
    en: '“{key}” looks like a secret. Secrets are read from the environment only (SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, AWS_…): remove it here and replace it.',
    ja: '「{key}」は秘密情報のようです。秘密情報は環境変数（SLACK_BOT_TOKEN、SLACK_SIGNING_SECRET、AWS_…）からのみ読み取ります。ここから削除し、値を発行し直してください。',
  },
  'config/one-of': {
    en: '{path} has to be one of: {allowed}',
    ja: '{path} に指定できる値: {allowed}',
  },
  'config/wrong-type': {
    en: '{path} has to be of type {expected}',
    ja: '{path} の型は {expected} にしてください',
  },
  'config/at-least': {
    en: '{path} needs at least {limit}',
    ja: '{path} は {limit} 以上にしてください',
  },
  'config/at-most': {
    en: '{path} allows at most {limit}',
    ja: '{path} は {limit} 以下にしてください',
  },
  'config/number-between': {
    en: '{path} has to be a number, {limits}',
    ja: '{path} は {limits} の数値にしてください',
  },
  'config/not-understood': {
    en: '{path} is not understood',
    ja: '{path} を解釈できません',
  },
  'config/not-a-time-zone': {
    en: '{path} is no time zone that is known here. Example: Asia/Tokyo',
    ja: '{path} は既知のタイムゾーンではありません。例: Asia/Tokyo',
  },
  'config/not-a-topic': {
    en: '{path} is no ARN of an SNS topic. Example: arn:aws:sns:ap-northeast-1:111122223333:alarms',
    ja: '{path} はSNSトピックのARNではありません。例: arn:aws:sns:ap-northeast-1:111122223333:alarms',
  },
  'config/not-a-queue': {
    en: '{path} is no URL of an SQS queue. Example: https://sqs.ap-northeast-1.amazonaws.com/111122223333/alarms',
    ja: '{path} はSQSキューのURLではありません。例: https://sqs.ap-northeast-1.amazonaws.com/111122223333/alarms',
  },
  'config/not-a-public-url': {
    en: '{path} has to begin with https:// and end without a slash. Example: https://bot.example.com',
    ja: '{path} は https:// で始まり、末尾にスラッシュを付けないURLにしてください。例: https://bot.example.com',
  },
  'config/not-a-region': {
    en: '{path} is no AWS region. Example: ap-northeast-1',
    ja: '{path} はAWSのリージョン名ではありません。例: ap-northeast-1',
  },
  'config/not-a-role': {
    en: '{path} is not the ARN of a role. Example: arn:aws:iam::111122223333:role/fiveohtwo-read',
    ja: '{path} はIAMロールのARNではありません。例: arn:aws:iam::111122223333:role/fiveohtwo-read',
  },
  'config/not-a-name': {
    en: '{path} may hold letters, digits, “.”, “_” and “-”, at most 64 of them',
    ja: '{path} に使えるのは英数字と「.」「_」「-」で、64文字までです',
  },
  'config/not-a-channel': {
    en: '{path} is not the id of a Slack channel. Example: C0123456789 (channel details, at the bottom)',
    ja: '{path} はSlackチャンネルのIDではありません。例: C0123456789（チャンネル詳細の一番下にあります）',
  },
  'config/twice': {
    en: '{path} holds the same name twice',
    ja: '{path} に同じ名前が2つあります',
  },
  'config/token-and-oauth': {
    en: 'is set together with SLACK_CLIENT_ID. Keep the bot token for one workspace, or the three OAuth variables for several.',
    ja: 'SLACK_CLIENT_ID と同時に設定されています。ワークスペースが1つならボットトークンだけを、複数ならOAuth用の3つの環境変数だけを設定してください。',
  },
  'config/no-bot-token': {
    en: 'not set. It is on the page of your Slack app, under “OAuth & Permissions”.',
    ja: '設定されていません。Slackアプリの管理画面の「OAuth & Permissions」で確認できます。',
  },
  'config/no-road': {
    en: 'neither is set; one is needed. Over HTTP: SLACK_SIGNING_SECRET (under “Basic Information”), and an https address that Slack can reach. By Socket Mode: SLACK_APP_TOKEN (“App-Level Tokens”, on the same page), no address needed.',
    ja: 'どちらも設定されていません。一方が必要です。HTTPの場合は SLACK_SIGNING_SECRET（「Basic Information」）と、Slackから届くhttpsのアドレス。Socket Modeの場合は SLACK_APP_TOKEN（同じページの「App-Level Tokens」）のみで、アドレスは不要です。',
  },
  'config/not-set-oauth': {
    en: 'not set. For several workspaces it takes SLACK_CLIENT_ID and SLACK_CLIENT_SECRET (under “Basic Information”), and SLACK_STATE_SECRET, a long random text of your own.',
    ja: '設定されていません。複数のワークスペースで使うには、SLACK_CLIENT_ID と SLACK_CLIENT_SECRET（「Basic Information」）、SLACK_STATE_SECRET（自分で決める長いランダムな文字列）の3つが必要です。',
  },
} as const satisfies Readonly<Record<string, Text>>;
