import type { Text } from '../../domain/text.ts';

/** The verdict in words: probabilities, the three lines, gaps, the guide's checklist, and the arithmetic of `502 explain`. */
export const verdictTexts = {
  'verdict/percent': { en: '{value} %', ja: '{value}%' },
  'verdict/percent/below': { en: '<1 %', ja: '1%未満' },
  'verdict/percent/above': { en: '>99 %', ja: '99%超' },
  'verdict/word/very-likely': { en: 'very likely', ja: '可能性が非常に高い' },
  'verdict/word/likely': { en: 'likely', ja: '可能性が高い' },
  'verdict/word/possible': { en: 'possible', ja: '可能性あり' },
  'verdict/word/unlikely': { en: 'unlikely', ja: '可能性は低い' },

  'verdict/candidate': { en: '{title} {percent}', ja: '{title} {percent}' },
  'verdict/no-fault': { en: 'no fault at all', ja: '障害なし' },
  'verdict/unlisted': { en: 'something not on my list', ja: '一覧にない原因' },
  'verdict/line/cause': { en: '🔴 {percent} {title} ({word})', ja: '🔴 {percent} {title}（{word}）' },
  'verdict/line/group': {
    en: '🔴 One of these, which this evidence does not tell apart: {causes}',
    ja: '🔴 次のいずれかです（今ある証拠では区別できません）: {causes}',
  },
  'verdict/line/next': { en: '{line} — next: {candidates}', ja: '{line} ― 次点: {candidates}' },
  'verdict/line/unclear': {
    en: '🟡 Unclear: no cause reaches 50 % — {candidates}',
    ja: '🟡 断定できません。50%に届く原因がありません ― {candidates}',
  },
  'verdict/line/unclear-unseen': {
    en: '🟡 Unclear: the number of 502s could not be told — {candidates}',
    ja: '🟡 断定できません。502の件数を確認できませんでした ― {candidates}',
  },
  'verdict/line/healthy': {
    en: '🟢 No 502s beyond the usual: {known, select, most {at most } other {}}{count, number} of {requests, number} requests.',
    ja: '🟢 502は平常の範囲内です（{requests, number}リクエスト中{known, select, most {最大でも} other {}}{count, number}件）。',
  },
  'verdict/line/healthy/uncounted': {
    en: '🟢 No 502s beyond the usual in {requests, number} requests.',
    ja: '🟢 502は平常の範囲内です（{requests, number}リクエスト）。',
  },
  'verdict/line/not-a-502': {
    en: '⚪ Not a 502: {known, select, least {at least } other {}}{count, number} × {status}, made by {madeBy, select, alb {the load balancer} target {the target} other {an unknown side}}. {meaning}',
    ja: '⚪ 502ではありません。{status}が{known, select, least {少なくとも} other {}}{count, number}件発生しています（返した主体: {madeBy, select, alb {ロードバランサー} target {ターゲット} other {不明}}）。{meaning}',
  },
  'verdict/meaning/500': {
    en: '500 is a fault inside the server or of the load balancer itself.',
    ja: '500は、サーバー内部またはロードバランサー自体のエラーです。',
  },
  'verdict/meaning/503': {
    en: '503 means that nothing was there to serve: no usable target, maintenance or overload.',
    ja: '503は一時的に応答できない状態で、使えるターゲットがない、メンテナンス中、過負荷などの場合に返ります。',
  },
  'verdict/meaning/504': {
    en: '504 means that the target did not answer in time, or that the connection was never made.',
    ja: '504は、時間内に応答がなかったか、接続自体が成立しなかったことを示します。',
  },
  'verdict/meaning/other': {
    en: 'The answer came from behind the load balancer.',
    ja: 'ロードバランサーの背後から返された応答です。',
  },
  'verdict/argument': { en: '{sentence} ({decibans} dB)', ja: '{sentence}（{decibans} dB）' },
  'verdict/arguments': { en: '＋ {for}   － {against}', ja: '＋ {for}   － {against}' },
  'verdict/no-arguments': { en: 'nothing', ja: 'なし' },
  'verdict/facts': { en: '＋ {facts}', ja: '＋ {facts}' },
  'verdict/gaps': { en: '？ not seen: {gaps}', ja: '？ 未確認: {gaps}' },
  'verdict/gaps/more': {
    en: '{gaps} (and {more, plural, one {# more gap} other {# more gaps}})',
    ja: '{gaps}（ほか{more, number}件）',
  },
  'verdict/gaps/untold': {
    en: '{line} — could not be told: {untold}',
    ja: '{line} ― 判断できず: {untold}',
  },
  'verdict/untold': { en: '？ could not be told: {untold}', ja: '？ 判断できず: {untold}' },
  'verdict/no-gaps': { en: 'Everything planned was looked at', ja: '予定した証拠はすべて確認済み' },
  'verdict/gap': { en: '{kind}: {reason}', ja: '{kind}: {reason}' },
  'verdict/gap/decides': {
    en: '{gap}; would help to decide between {causes}',
    ja: '{gap}。確認できれば切り分けられる原因: {causes}',
  },
  'verdict/gap/decides-one': {
    en: '{gap}; would speak for or against {causes}',
    ja: '{gap}。確認できれば「{causes}」の当否が分かります',
  },
  'verdict/next-test': {
    en: 'Most telling next: {what} ({bits, number, ::.00} bits, about {seconds, number} s)',
    ja: '次に確認すべき証拠: {what}（{bits, number, ::.00}ビット、約{seconds, number}秒）',
  },
  'verdict/listed': { en: '{head}, {tail}', ja: '{head}、{tail}' },

  'verdict/symptom/502': {
    en: '{known, select, least {at least } other {}}{count, number} × 502 in {requests} requests, made by {madeBy, select, alb {the load balancer} target {the target} mixed {both load balancer and target} other {a side that could not be told}}, {ongoing, select, yes {still going on} no {not seen in the last minutes} other {current state unknown}}',
    ja: '{requests}リクエスト中、502が{known, select, least {少なくとも} other {}}{count, number}件（返した主体: {madeBy, select, alb {ロードバランサー} target {ターゲット} mixed {ロードバランサーとターゲットの両方} other {不明}}）、{ongoing, select, yes {現在も継続中} no {直近数分は発生なし} other {現在の状況は不明}}',
  },
  'verdict/symptom/other': {
    en: 'no 502; {known, select, least {at least } other {}}{count, number} × {status} in {requests} requests, made by {madeBy, select, alb {the load balancer} target {the target} other {a side that could not be told}}',
    ja: '{requests}リクエスト中、502は0件、{status}が{known, select, least {少なくとも} other {}}{count, number}件（返した主体: {madeBy, select, alb {ロードバランサー} target {ターゲット} other {不明}}）',
  },
  'verdict/symptom/none': { en: 'no 502 in {requests} requests', ja: '{requests}リクエスト中、502は0件' },
  'verdict/symptom/at-most': {
    en: 'at most {most, number} × 502 in {requests} requests: how many of the failed answers are 502s could not be told',
    ja: '{requests}リクエスト中、502は最大でも{most, number}件（失敗した応答の内訳は確認できませんでした）',
  },
  'verdict/symptom/unknown': {
    en: 'the number of 502s could not be told',
    ja: '502の件数を確認できませんでした',
  },
  'verdict/symptom/uncounted': { en: 'an unknown number of', ja: '件数不明の' },

  'verdict/impact/over': {
    en: 'It is over: the last failure came at {at}, and nothing has failed since.',
    ja: 'すでに収束しています（最後の失敗は{at}、以降の発生なし）。',
  },
  'verdict/impact/share': { en: '{name} ({failed, number})', ja: '{name}（{failed, number}件）' },

  // Said of one kind of failure where others drown it.
  'verdict/within': {
    en: 'Of the {count, number} (of {of, number}) 502s {kind, select, relayed {that the target answered itself} prompt {cut off before the target did anything} late {cut off while the target worked} timed {cut off after seconds of work} other {of the target group {group}}}: {sentence}',
    ja: '{kind, select, relayed {ターゲット自身が返した502} prompt {ターゲットの処理前に切れた502} late {処理の途中で切れた502} timed {数秒以上の処理の後に切れた502} other {ターゲットグループ{group}の502}}（{of, number}件中{count, number}件）について: {sentence}',
  },
  'verdict/unknown': { en: '{title}: not known ({reason})', ja: '{title}: 不明（{reason}）' },
  'verdict/not-applicable': { en: '{title}: does not apply here', ja: '{title}: 対象外' },

  'verdict/reason/denied': { en: 'no permission', ja: '権限がありません' },
  'verdict/reason/denied-action': {
    en: 'no permission, allow {action}',
    ja: '権限がなく、{action} の許可が必要です',
  },
  'verdict/reason/throttled': { en: 'AWS throttled the calls', ja: 'AWSのAPI制限に達しました' },
  'verdict/reason/timed-out': { en: 'no answer in time', ja: '時間内に応答がありませんでした' },
  'verdict/reason/cut-off': { en: 'only read in part', ja: '一部しか読めませんでした' },
  'verdict/reason/empty': { en: 'nothing came back', ja: '応答が空でした' },
  'verdict/reason/not-found': { en: 'not found', ja: '見つかりませんでした' },
  'verdict/reason/not-enabled': { en: 'not switched on', ja: '機能が有効になっていません' },
  'verdict/reason/not-collected': { en: 'not looked at', ja: '取得していません' },
  'verdict/reason/unreadable': { en: 'not readable', ja: '読み取れない形式でした' },
  'verdict/reason/failed': { en: 'the call failed', ja: '呼び出しに失敗しました' },
  'verdict/reason/too-little-traffic': { en: 'too few 502s to tell', ja: '502が少なく判断できません' },
  'verdict/reason/no-502': { en: 'there are no 502s to look at', ja: '調べる502がありません' },
  'verdict/reason/ambiguous': { en: 'the evidence points both ways', ja: '証拠からはどちらとも言えません' },
  'verdict/reason/crashed': { en: 'the check itself failed, which is a bug', ja: 'チェック自体の不具合です' },
  'verdict/reason/needs-a-person': { en: 'a person has to look', ja: '人の目での確認が必要です' },

  'verdict/kind/loadBalancer': { en: 'load balancer', ja: 'ロードバランサー' },
  'verdict/kind/loadBalancerAttributes': { en: 'load balancer settings', ja: 'ロードバランサーの設定' },
  'verdict/kind/listeners': { en: 'listeners and rules', ja: 'リスナーとルール' },
  'verdict/kind/targetGroups': { en: 'target groups', ja: 'ターゲットグループ' },
  'verdict/kind/targetHealth': { en: 'target health', ja: 'ターゲットのヘルス状態' },
  'verdict/kind/metrics': { en: 'CloudWatch metrics', ja: 'CloudWatchメトリクス' },
  'verdict/kind/baselineMetrics': { en: 'metrics of the week before', ja: '前週のメトリクス' },
  'verdict/kind/ecsServices': { en: 'ECS services', ja: 'ECSサービス' },
  'verdict/kind/ecsTasks': { en: 'running ECS tasks', ja: '実行中のECSタスク' },
  'verdict/kind/ecsStoppedTasks': { en: 'stopped ECS tasks', ja: '停止したECSタスク' },
  'verdict/kind/taskDefinitions': { en: 'task definitions', ja: 'タスク定義' },
  'verdict/kind/changes': { en: 'changes in CloudTrail', ja: 'CloudTrailの変更履歴' },
  'verdict/kind/applicationLogs': { en: 'application log', ja: 'アプリケーションログ' },
  'verdict/kind/accessLog': { en: 'ALB access log', ja: 'ALBアクセスログ' },
  'verdict/kind/instances': { en: 'EC2 instances', ja: 'EC2インスタンス' },
  'verdict/kind/scaling': { en: 'scaling activities', ja: 'スケーリングアクティビティ' },
  'verdict/kind/network': { en: 'network settings', ja: 'ネットワーク設定' },
  'verdict/kind/flowRecords': { en: 'VPC flow logs', ja: 'VPCフローログ' },
  'verdict/kind/functions': { en: 'Lambda functions', ja: 'Lambda関数' },
  'verdict/kind/certificates': { en: 'certificates', ja: '証明書' },
  'verdict/kind/dataStores': { en: 'databases and caches', ja: 'データベースとキャッシュ' },
  'verdict/kind/deployments': { en: 'deployments', ja: 'デプロイ履歴' },
  'verdict/kind/resourceMetrics': { en: 'metrics of the resources behind', ja: '背後のリソースのメトリクス' },
  'verdict/kind/healthCheckLog': { en: 'ALB health-check log', ja: 'ALBヘルスチェックログ' },
  'verdict/kind/connectionLog': { en: 'ALB connection log', ja: 'ALB接続ログ' },
  'verdict/kind/alarmHistory': { en: 'alarm history', ja: 'アラーム履歴' },

  'verdict/checklist/health-check': { en: 'Health check', ja: 'ヘルスチェック' },
  'verdict/checklist/certificate': { en: 'Certificate', ja: '証明書' },
  'verdict/checklist/network': { en: 'Security groups and network ACLs', ja: 'SG・ネットワークACL' },
  'verdict/checklist/timeouts': { en: 'Timeouts', ja: 'タイムアウト' },
  'verdict/checklist/resources': { en: 'Resources and scaling', ja: 'リソースとスケーリング' },
  'verdict/checklist/line': { en: '{item}: {sentence}', ja: '{item}: {sentence}' },
  'verdict/checklist/not-asked': { en: '{item}: not looked at. {how}', ja: '{item}: 未確認です。{how}' },
  'verdict/checklist/how/health-check': {
    en: 'Compare the target group’s path, port and expected codes with what the application answers (aws elbv2 describe-target-health).',
    ja: 'ターゲットグループのパス、ポート、期待コードをアプリケーションの応答と比べてください（aws elbv2 describe-target-health）。',
  },
  'verdict/checklist/how/certificate': {
    en: 'Look at the listener’s certificate, its expiry and its names (openssl s_client -connect HOST:443 -servername HOST).',
    ja: 'リスナーの証明書の有効期限とホスト名を確認してください（openssl s_client -connect HOST:443 -servername HOST）。',
  },
  'verdict/checklist/how/network': {
    en: 'Check that the targets’ security group admits the load balancer on the target port, and that no network ACL blocks either direction (aws ec2 describe-security-group-rules).',
    ja: 'ターゲットのSGがロードバランサーからのポートを許可しているか、ネットワークACLが往復とも許可しているかを確認してください（aws ec2 describe-security-group-rules）。',
  },
  'verdict/checklist/how/timeouts': {
    en: 'Compare the load balancer’s idle timeout with the server’s keep-alive and worker timeouts.',
    ja: 'ロードバランサーのアイドルタイムアウトと、サーバーのキープアライブおよびワーカーのタイムアウトを比べてください。',
  },
  'verdict/checklist/how/resources': {
    en: 'Look at CPU, memory and task count of the service over the window.',
    ja: '調査期間中のCPU、メモリ、タスク数を確認してください。',
  },

  'verdict/explain/head': {
    en: 'Run {run}: {target}, {from} to {to}, bundle {bundle}',
    ja: '実行 {run}: {target}、{from} から {to}、バンドル {bundle}',
  },
  'verdict/explain/hypotheses': {
    en: '{total, number} hypotheses: healthy, unlisted, {causes, number} causes and {pairs, number} pairs; temperature {temperature}',
    ja: '仮説は{total, number}通り（正常、一覧外、原因{causes, number}件、2件の組み合わせ{pairs, number}通り）、温度 {temperature}',
  },
  'verdict/explain/before': { en: 'Before the gate: {shares}', ja: '判定条件の適用前: {shares}' },
  'verdict/explain/after': { en: 'After the gate: {shares}', ja: '判定条件の適用後: {shares}' },
  'verdict/explain/healthy': { en: 'healthy', ja: '正常' },
  'verdict/explain/contrast': { en: '{one} against {other}:', ja: '「{one}」と「{other}」の比較:' },
  'verdict/explain/prior': { en: '  {decibans} dB  prior', ja: '  {decibans} dB  事前確率' },
  'verdict/explain/symptom': {
    en: '  {decibans} dB  count of 502s ({states})',
    ja: '  {decibans} dB  502の件数（{states}）',
  },
  'verdict/explain/state/none': { en: 'none', ja: 'なし' },
  'verdict/explain/state/trickle': { en: 'as usual', ja: '平常並み' },
  'verdict/explain/state/raised': { en: 'more than usual', ja: '平常より多い' },
  'verdict/explain/check': {
    en: '  {decibans} dB  {check} {observation} ×{damping} [{evidence}] {sentence}',
    ja: '  {decibans} dB  {check} {observation} ×{damping} [{evidence}] {sentence}',
  },
  'verdict/explain/total': {
    en: '  {decibans} dB  in all, before the gate',
    ja: '  {decibans} dB  合計（判定条件の適用前）',
  },
  'verdict/explain/silent': {
    en: '          {count, plural, one {# more answered check makes} other {# more answered checks make}} no difference between these two',
    ja: '          差が出ないその他のチェック: {count, number}件',
  },
  'verdict/explain/unknown': {
    en: 'Not known, so without weight: {checks}',
    ja: '結果が不明なため計算に含めないチェック: {checks}',
  },
  'verdict/explain/held': {
    en: 'Gate: {title} held at {percent} (was {before}), because none of its deciding sets was observed: {sets}',
    ja: '判定条件: 「{title}」は決め手となる所見がそろっていないため、{before}から{percent}に抑えました。必要な所見: {sets}',
  },
  'verdict/explain/no-held': {
    en: 'Gate: no cause had to be held back',
    ja: '判定条件: 抑えた原因はありません',
  },

  'verdict/target-ambiguous': {
    en: '{query} could mean several load balancers: {candidates}. Name one of them, or give its ARN.',
    ja: '{query} に該当するロードバランサーが複数あります: {candidates}。いずれかの名前かARNを指定してください。',
  },
  'verdict/target-not-found': {
    en: 'No load balancer called {query} in {searched}. Give its name, ARN, DNS name or URL, and its region.',
    ja: '{searched} に {query} というロードバランサーは見つかりません。名前、ARN、DNS名、URLのいずれかとリージョンを確認してください。',
  },
  'verdict/target-not-found/nearest': {
    en: 'No load balancer called {query} in {searched}. Nearest: {candidates}.',
    ja: '{searched} に {query} というロードバランサーは見つかりません。近い名前: {candidates}。',
  },
} as const satisfies Readonly<Record<string, Text>>;
