import type { Text } from '../../domain/text.ts';

/** What goes wrong when AWS is asked, each with the next step. */
export const awsTexts = {
  'aws/no-credentials': {
    en: 'No AWS credentials were found for the profile {profile}. Sign in (aws sso login), set AWS_PROFILE or AWS_ACCESS_KEY_ID, or give the bot a role.',
    ja: 'プロファイル {profile} のAWS認証情報が見つかりません。「aws sso login」でのサインイン、AWS_PROFILE または AWS_ACCESS_KEY_ID の設定、ボットへのIAMロールの割り当てのいずれかを行ってください。',
  },
  'aws/bad-credentials': {
    en: 'AWS does not accept the credentials of the profile {profile} ({detail}). Check the access key and that it belongs to the right account.',
    ja: 'プロファイル {profile} の認証情報をAWSが受け付けません（{detail}）。アクセスキーが正しいか、対象のアカウントのものかを確認してください。',
  },
  'aws/expired-credentials': {
    en: 'The AWS credentials of the profile {profile} have expired. Sign in again (aws sso login --profile {profile}) and repeat the check.',
    ja: 'プロファイル {profile} の認証情報の有効期限が切れています。「aws sso login --profile {profile}」でサインインし直してから、再実行してください。',
  },
  'aws/denied': {
    en: 'AWS denied {action} in {region} (profile {profile}). Allow this action in the IAM policy; the whole read-only policy is in docs/iam-policy.json.',
    ja: '{region} で {action} が拒否されました（プロファイル {profile}）。IAMポリシーでこのアクションを許可してください。必要な読み取り専用ポリシーの全文は docs/iam-policy.json にあります。',
  },
  'aws/region-missing': {
    en: 'No AWS region is set. Give one with --region, AWS_REGION or aws.region in fiveohtwo.yaml.',
    ja: 'AWSリージョンが設定されていません。--region、AWS_REGION、または fiveohtwo.yaml の aws.region で指定してください。',
  },
  'aws/region-off': {
    en: 'The region {region} does not answer ({detail}). Check its spelling, that it is enabled for the account, and the network and DNS from here.',
    ja: 'リージョン {region} から応答がありません（{detail}）。リージョン名のつづり、アカウントで有効かどうか、ここからのネットワークとDNSを確認してください。',
  },
  'aws/wrong-region': {
    en: '{name} is not in {asked} but in {found}. Check it again with --region {found}.',
    ja: '{name} は {asked} ではなく {found} にあります。--region {found} を付けて再実行してください。',
  },
  'aws/unreachable': {
    en: 'AWS cannot be reached in {region} ({detail}). Check the network, the proxy and AWS_ENDPOINT_URL from here, then repeat the check.',
    ja: '{region} のAWSに接続できません（{detail}）。ここからのネットワーク、プロキシ、AWS_ENDPOINT_URL を確認してから、再実行してください。',
  },
  'aws/throttled': {
    en: 'AWS is throttling {action} in {region}. Wait a minute and repeat the check; find out who else calls this API so often.',
    ja: '{region} で {action} の呼び出しがスロットリングされています。1分ほど待ってから再実行してください。このAPIを大量に呼び出しているものがないかも確認してください。',
  },
  'aws/failed': {
    en: 'AWS did not answer {action} in {region} as it should ({detail}). Repeat the check; when it stays, look at the AWS Health Dashboard.',
    ja: '{region} の {action} から正常な応答がありません（{detail}）。もう一度お試しください。続く場合は AWS Health Dashboard を確認してください。',
  },
  'aws/not-an-alb-network': {
    en: '{name} is a network load balancer. It never makes a 502 itself; check the application load balancer, proxy or service behind it.',
    ja: '{name} は Network Load Balancer です。NLB自体が502を返すことはありません。背後のALB、プロキシ、サービスを確認してください。',
  },
  'aws/not-an-alb-gateway': {
    en: '{name} is a gateway load balancer. It forwards packets and makes no 502; check the application load balancer that answers the requests.',
    ja: '{name} は Gateway Load Balancer です。パケットを転送するだけで、502は返しません。リクエストに応答しているALBを確認してください。',
  },
  'aws/not-an-alb-classic': {
    en: '{name} is a classic load balancer, which cannot be checked yet. Check an application load balancer by name, ARN, DNS name or URL.',
    ja: '{name} は Classic Load Balancer です。まだ対応していません。Application Load Balancer を名前、ARN、DNS名、URLのいずれかで指定してください。',
  },
  'aws/not-an-alb-target-group': {
    en: '{name} is a target group. Check the load balancer in front of it by name, ARN, DNS name or URL.',
    ja: '{name} はターゲットグループです。前段のロードバランサーを名前、ARN、DNS名、URLのいずれかで指定してください。',
  },
  'aws/not-an-alb-arn': {
    en: '{name} is not the ARN of a load balancer. Check an application load balancer by name, ARN, DNS name or URL.',
    ja: '{name} はロードバランサーのARNではありません。Application Load Balancer を名前、ARN、DNS名、URLのいずれかで指定してください。',
  },
} as const satisfies Readonly<Record<string, Text>>;

export type AwsTextId = keyof typeof awsTexts;
