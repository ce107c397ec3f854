import { defineRunbook } from './define-runbook.ts';

/** R3. Most requests fail and go on failing. */
export const sustainedFailure = defineRunbook({
  id: 'sustained-failure',
  version: 1,
  title: { en: 'Sustained failure', ja: '継続する障害' },
  start: 'reason',
  steps: {
    reason: {
      kind: 'check',
      text: {
        en: 'Looking what the failed health checks and the stopped tasks say.',
        ja: 'ヘルスチェックの失敗理由と、停止したタスクの情報を確認します。',
      },
      checks: [
        'ecs/oom-kill',
        'ecs/crash-exit',
        'ecs/port-mismatch',
        'targets/health-check-wrong-page',
        'targets/health-check-refused',
        'targets/health-check-timeout',
        'targets/health-check-server-error',
        'alb/tls-negotiation-errors',
      ],
      branches: [
        { check: 'ecs/oom-kill', is: 'seen', next: 'memory' },
        { check: 'ecs/port-mismatch', is: 'seen', next: 'port' },
        { check: 'targets/health-check-wrong-page', is: 'seen', next: 'health-check' },
        { check: 'ecs/crash-exit', is: 'seen', next: 'process' },
        { check: 'alb/tls-negotiation-errors', is: 'seen', next: 'port' },
        { check: 'targets/health-check-refused', is: 'seen', next: 'process' },
        { check: 'targets/health-check-timeout', is: 'seen', next: 'network' },
        { check: 'targets/health-check-server-error', is: 'seen', next: 'dependency' },
      ],
      otherwise: 'process',
    },
    memory: {
      kind: 'act',
      text: {
        en: 'Tasks are killed for memory. Run them with more: register a revision with a higher memory limit and update the service. A restart alone only buys time.',
        ja: 'メモリ不足でタスクが強制終了されています。メモリ上限を上げたリビジョンを登録し、サービスを更新します。再起動だけでは一時しのぎです。',
      },
      command:
        'aws ecs update-service --cluster <cluster> --service <service> --task-definition <task-definition-with-more-memory>',
      undo: 'aws ecs update-service --cluster <cluster> --service <service> --task-definition <previous-task-definition>',
      guard: {
        en: 'The same image: change nothing but the memory.',
        ja: 'イメージは同じものを使い、メモリ以外は変更しないこと。',
      },
      next: 'recover',
    },
    port: {
      kind: 'ask',
      text: {
        en: 'Compare three numbers: the port that the application prints when it starts, the container port of the service, the port (and protocol) of the target group. Which one is wrong, and what changed it last?',
        ja: '3つの値を比べます。アプリケーションが起動時に出力するポート、サービスのコンテナポート、ターゲットグループのポート（とプロトコル）です。誤っている値を最後に変えたのは何ですか。',
      },
      answers: [
        { id: 'deploy', label: { en: 'The last deployment', ja: '直近のデプロイ' }, next: 'roll-back' },
        { id: 'setting', label: { en: 'A setting; it is put right', ja: '設定（修正済み）' }, next: 'recover' },
        { id: 'same', label: { en: 'They all agree', ja: 'すべて一致している' }, next: 'process' },
      ],
    },
    'health-check': {
      kind: 'act',
      text: {
        en: 'The application answers, but not what the health check expects. Point the check at a light page that answers 200, or accept the code that it gives.',
        ja: 'アプリケーションは応答していますが、ヘルスチェックの期待と異なります。ヘルスチェックのパスを200を返す軽量なものに変更するか、返されているコードを許可します。',
      },
      command:
        'aws elbv2 modify-target-group --target-group-arn <target-group-arn> --health-check-path <path> --matcher HttpCode=<codes>',
      undo: 'aws elbv2 modify-target-group --target-group-arn <target-group-arn> --health-check-path <old-path> --matcher HttpCode=<old-codes>',
      guard: {
        en: 'The application really serves: try one request on a target first.',
        ja: 'アプリケーションが実際にリクエストを処理できること。先にターゲットへ1件リクエストして確認します。',
      },
      next: 'recover',
    },
    process: {
      kind: 'ask',
      text: {
        en: 'Is the process up and listening? Look at the task’s state, its exit code and its last log lines; in the container: ss -ltnp, top, free -m, df -h. What is it?',
        ja: 'プロセスは起動し、待ち受けていますか。タスクの状態、終了コード、最後のログを確認し、コンテナ内で ss -ltnp、top、free -m、df -h を実行してください。どの状態ですか。',
      },
      answers: [
        { id: 'down', label: { en: 'It dies or is down', ja: '停止・異常終了している' }, next: 'since-deploy' },
        { id: 'busy', label: { en: 'Up, but out of resources', ja: '稼働中だがリソース不足' }, next: 'scale-out' },
        { id: 'up', label: { en: 'Up and idle', ja: '稼働中で余裕がある' }, next: 'network' },
        { id: 'denied', label: { en: 'Cannot look', ja: '確認できない' }, next: 'network' },
      ],
    },
    'since-deploy': {
      kind: 'ask',
      text: {
        en: 'Did it begin with a deployment, a plug-in or a change of settings?',
        ja: 'デプロイ、プラグインの追加、設定変更をきっかけに始まりましたか。',
      },
      answers: [
        { id: 'yes', label: { en: 'Yes', ja: 'はい' }, next: 'roll-back' },
        { id: 'no', label: { en: 'No', ja: 'いいえ' }, next: 'replace' },
      ],
    },
    'roll-back': {
      kind: 'act',
      text: { en: 'Go back to the revision that worked.', ja: '正常だったリビジョンに戻します。' },
      command:
        'aws ecs update-service --cluster <cluster> --service <service> --task-definition <previous-task-definition>',
      undo: 'aws ecs update-service --cluster <cluster> --service <service> --task-definition <new-task-definition>',
      guard: {
        en: 'The revision before worked, and its database schema still fits.',
        ja: '直前のリビジョンが正常に動作しており、データベースのスキーマとも整合していること。',
      },
      next: 'recover',
    },
    replace: {
      kind: 'act',
      text: {
        en: 'Replace the tasks. Keep one for later examination if you can: take it out of the target group instead of stopping it.',
        ja: 'タスクを入れ替えます。可能なら1個は停止せずにターゲットグループから外し、後の調査用に残してください。',
      },
      command: 'aws ecs update-service --cluster <cluster> --service <service> --force-new-deployment',
      undo: null,
      guard: {
        en: 'Enough healthy targets remain meanwhile.',
        ja: '入れ替えの間も、十分な数の正常なターゲットが残ること。',
      },
      next: 'recover',
    },
    'scale-out': {
      kind: 'act',
      text: {
        en: 'Run more tasks. Check first that the database has connections left for them.',
        ja: 'タスク数を増やします。先に、データベースの接続数に余裕があることを確認してください。',
      },
      command: 'aws ecs update-service --cluster <cluster> --service <service> --desired-count <count>',
      undo: 'aws ecs update-service --cluster <cluster> --service <service> --desired-count <old-count>',
      guard: {
        en: 'Connections per task times tasks stays below the database’s limit.',
        ja: 'タスクあたりの接続数×タスク数が、データベースの上限を下回ること。',
      },
      next: 'recover',
    },
    network: {
      kind: 'ask',
      text: {
        en: 'Refused or timed out? Refused means that nobody listens; timed out means that packets are dropped, which gives 504 more than 502. Check the security groups on both sides, the network ACLs in both directions (return ports 1024–65535), a firewall in the container host, the routes.',
        ja: '接続は拒否されますか、タイムアウトしますか。拒否なら待ち受けがなく、タイムアウトならパケットが破棄されています（502より504が中心になります）。セキュリティグループ（双方）、ネットワークACL（往復、戻りは1024〜65535番）、ホストのファイアウォール、ルートを確認してください。',
      },
      answers: [
        { id: 'gap', label: { en: 'Found a gap; it is closed', ja: '不足を見つけて修正した' }, next: 'recover' },
        { id: 'fine', label: { en: 'All open', ja: 'すべて許可されている' }, next: 'dependency' },
        { id: 'denied', label: { en: 'Cannot look', ja: '確認できない' }, next: 'escalate' },
      ],
    },
    dependency: {
      kind: 'ask',
      text: {
        en: 'Does the health check need a database, cache or another service? Look whether that is well. If not: bring it back, and let the health check no longer depend on it.',
        ja: 'ヘルスチェックはデータベース、キャッシュ、ほかのサービスに依存していますか。依存先の状態を確認し、異常なら復旧したうえで、ヘルスチェックを依存先から切り離してください。',
      },
      answers: [
        { id: 'mended', label: { en: 'It was ill; mended', ja: '異常があり復旧した' }, next: 'recover' },
        { id: 'well', label: { en: 'All well', ja: 'すべて正常' }, next: 'deeper' },
      ],
    },
    deeper: {
      kind: 'ask',
      text: {
        en: 'Go deeper: follow the live log (tail -f) while you reproduce one request with curl --verbose from inside the VPC; read headers and answer; capture packets if nothing shows. As a stop-gap, move traffic elsewhere for a while to find the scope. Any result?',
        ja: '詳細に調べます。VPC内から curl --verbose で1件再現しながらログを追い（tail -f）、ヘッダーと応答を確認します。手がかりがなければパケットを取得します。トラフィックを一時的に切り替えて範囲を絞ることもできます。結果はどうでしたか。',
      },
      answers: [
        { id: 'found', label: { en: 'Found and mended', ja: '特定して対処した' }, next: 'recover' },
        { id: 'nothing', label: { en: 'Nothing', ja: '不明のまま' }, next: 'escalate' },
      ],
    },
    recover: {
      kind: 'wait',
      text: {
        en: 'Looking every minute, for at most 20 minutes, until all targets are healthy and connections succeed.',
        ja: '全ターゲットが正常になり、接続が成功するまで、1分ごとに最大20分確認します。',
      },
      until: [
        { check: 'targets/unhealthy', is: 'not-seen' },
        { check: 'alb/most-requests-fail', is: 'not-seen' },
      ],
      everySeconds: 60,
      limitSeconds: 1200,
      then: 'record',
      late: 'not-yet',
    },
    'not-yet': {
      kind: 'ask',
      text: {
        en: 'Not well after 20 minutes. Did the step help at all?',
        ja: '20分経っても回復していません。対応の効果はありましたか。',
      },
      answers: [
        { id: 'better', label: { en: 'Better, wait on', ja: '改善中（もう少し待つ）' }, next: 'recover' },
        { id: 'other', label: { en: 'No, try the next thing', ja: '効果なし（次を試す）' }, next: 'process' },
        { id: 'well', label: { en: 'All is well now', ja: '回復した' }, next: 'record' },
        { id: 'help', label: { en: 'I need somebody else', ja: '応援が必要' }, next: 'escalate' },
      ],
    },
    record: {
      kind: 'tell',
      text: {
        en: 'Keep the logs and the stopped tasks’ reasons (ECS forgets them after an hour), watch for half an hour, and record what was found and done. Add action items with owner and date: alarms, limits, automatic recovery.',
        ja: 'ログと停止したタスクの理由を保存し（タスクの情報はECSでは約1時間で消えます）、30分間様子を見て、判明したことと対応を記録してください。アラーム、上限、自動復旧などの再発防止策は、担当と期限を決めてアクションアイテムに追加します。',
      },
      next: 'resolved',
    },
  },
});
