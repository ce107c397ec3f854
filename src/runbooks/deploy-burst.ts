import { defineRunbook } from './define-runbook.ts';

/** R2. A burst of 502s at a deployment, a scale-in or a restart. */
export const deployBurst = defineRunbook({
  id: 'deploy-burst',
  version: 2,
  title: { en: 'Burst at a deployment or scale-in', ja: 'デプロイ・スケールイン時の集中発生' },
  start: 'going',
  steps: {
    going: {
      kind: 'ask',
      text: {
        en: 'Is the deployment (or the scale-in) still running, and are requests still failing?',
        ja: 'デプロイ（またはスケールイン）は進行中で、今も失敗が続いていますか。',
      },
      answers: [
        { id: 'failing', label: { en: 'Yes, still failing', ja: 'はい、失敗が続く' }, next: 'roll-back' },
        { id: 'over', label: { en: 'No, it is over', ja: 'いいえ、終わった' }, next: 'which-side' },
      ],
    },
    'roll-back': {
      kind: 'act',
      text: {
        en: 'Stop the pain first: stop the deployment with a rollback. If it has already completed, update the service to the revision before instead.',
        ja: 'まず影響を止めます。ロールバックを指定してデプロイを停止します。すでに完了している場合は、サービスを直前のリビジョンに更新してください。',
      },
      command: 'aws ecs stop-service-deployment --service-deployment-arn <service-deployment-arn> --stop-type ROLLBACK',
      undo: 'aws ecs update-service --cluster <cluster> --service <service> --task-definition <new-task-definition>',
      guard: {
        en: 'The revision before worked, and its database schema still fits.',
        ja: '直前のリビジョンが正常に動作しており、データベースのスキーマとも整合していること。',
      },
      next: 'settle',
    },
    settle: {
      kind: 'wait',
      text: {
        en: 'Waiting for the rollback: every minute, for at most 20 minutes, until all targets are healthy and no task keeps failing.',
        ja: 'ロールバックの完了を待ちます。全ターゲットが正常になり、タスクの失敗がなくなるまで、1分ごとに最大20分確認します。',
      },
      until: [
        { check: 'targets/unhealthy', is: 'not-seen' },
        { check: 'ecs/tasks-keep-failing', is: 'not-seen' },
      ],
      everySeconds: 60,
      limitSeconds: 1200,
      then: 'which-side',
      late: 'not-settled',
    },
    'not-settled': {
      kind: 'ask',
      text: {
        en: 'The service has not settled after 20 minutes. Has the rollback finished, and do requests still fail?',
        ja: '20分経っても安定していません。ロールバックは完了しましたか。失敗は続いていますか。',
      },
      answers: [
        { id: 'still', label: { en: 'Still failing', ja: '失敗が続いている' }, next: 'escalate' },
        { id: 'better', label: { en: 'Requests are fine again', ja: 'リクエストは正常に戻った' }, next: 'which-side' },
      ],
    },
    'which-side': {
      kind: 'check',
      text: {
        en: 'Looking which tasks failed: the ones that were leaving, or the ones that had just come.',
        ja: '失敗したのが、離脱中のタスクか、新しく加わったタスクかを確認します。',
      },
      checks: [
        'ecs/only-leaving-tasks-fail',
        'ecs/planned-stops-near-failures',
        'ecs/only-new-revision-fails',
        'ecs/tasks-keep-failing',
        'ecs/port-mismatch',
      ],
      branches: [
        { check: 'ecs/port-mismatch', is: 'seen', next: 'new-side' },
        { check: 'ecs/tasks-keep-failing', is: 'seen', next: 'new-side' },
        { check: 'ecs/only-new-revision-fails', is: 'seen', next: 'new-side' },
        { check: 'ecs/only-leaving-tasks-fail', is: 'seen', next: 'leaving-side' },
        { check: 'ecs/planned-stops-near-failures', is: 'seen', next: 'leaving-side' },
      ],
      otherwise: 'both-sides',
    },
    'leaving-side': {
      kind: 'tell',
      text: {
        en: 'Old tasks stopped serving too early. In the application: on SIGTERM keep answering for a few seconds, finish open requests, then close. In the task definition: stopTimeout above the longest request. In the target group: a deregistration delay above it too.',
        ja: '旧タスクの停止が早すぎます。アプリケーションは、SIGTERM後も数秒間は応答を続け、処理中のリクエストを終えてから閉じるようにします。タスク定義のstopTimeoutとターゲットグループの登録解除の遅延は、最長リクエストより長くします。',
      },
      next: 'prove',
    },
    'new-side': {
      kind: 'ask',
      text: {
        en: 'Only the new revision failed. Read the first error lines and the exit code of a stopped task (ECS forgets them after an hour). What is it?',
        ja: '失敗しているのは新しいリビジョンだけです。停止したタスクの最初のエラー行と終了コードを確認してください（タスクの情報はECSでは約1時間で消えます）。原因は何でしたか。',
      },
      answers: [
        { id: 'config', label: { en: 'Settings, secret or port', ja: '設定・シークレット・ポート' }, next: 'prove' },
        { id: 'code', label: { en: 'A fault in the code', ja: 'コードの不具合' }, next: 'prove' },
        { id: 'slow-start', label: { en: 'It starts too slowly', ja: '起動が遅い' }, next: 'grace' },
        { id: 'unknown', label: { en: 'Not clear', ja: '不明' }, next: 'escalate' },
      ],
    },
    grace: {
      kind: 'act',
      text: {
        en: 'Give new tasks time to start: a health check grace period longer than the slowest start.',
        ja: '新しいタスクが起動する時間を確保します。ヘルスチェックの猶予期間を、最も遅い起動より長くします。',
      },
      command:
        'aws ecs update-service --cluster <cluster> --service <service> --health-check-grace-period-seconds <grace-seconds>',
      undo: 'aws ecs update-service --cluster <cluster> --service <service> --health-check-grace-period-seconds <old-grace-seconds>',
      guard: { en: 'Changes nothing for tasks that are already running.', ja: '稼働中のタスクには影響しません。' },
      next: 'prove',
    },
    'both-sides': {
      kind: 'ask',
      text: {
        en: 'Old and new tasks failed alike, so it may not be the release. Was a listener rule, security group or TLS setting changed at the same time?',
        ja: '新旧のタスクが同様に失敗しており、リリースが原因ではない可能性があります。同じ頃に、リスナールール、セキュリティグループ、TLS設定のいずれかを変更しましたか。',
      },
      answers: [
        { id: 'yes', label: { en: 'Yes, and it is undone', ja: 'はい、元に戻した' }, next: 'prove' },
        { id: 'no', label: { en: 'No', ja: 'いいえ' }, next: 'escalate' },
      ],
    },
    prove: {
      kind: 'act',
      text: {
        en: 'Prove the remedy: with the correction in place, replace the tasks once more while traffic runs, and watch.',
        ja: '対策を検証します。修正を反映した状態で、通常のトラフィックのもとでもう一度タスクを入れ替え、様子を見ます。',
      },
      command: 'aws ecs update-service --cluster <cluster> --service <service> --force-new-deployment',
      undo: null,
      guard: {
        en: 'Minimum healthy 100 %, a quiet hour, and somebody who watches.',
        ja: '最小ヘルス率（minimumHealthyPercent）が100%で、トラフィックの少ない時間帯であり、監視する担当者がいること。',
      },
      next: 'proved',
    },
    proved: {
      kind: 'ask',
      text: {
        en: 'Did the second deployment go through without a 502?',
        ja: '2回目の入れ替えは502なしで完了しましたか。',
      },
      answers: [
        { id: 'clean', label: { en: 'Yes, not one', ja: 'はい、0件' }, next: 'record' },
        { id: 'later', label: { en: 'Will be tried later', ja: '後日実施する' }, next: 'record' },
        { id: 'again', label: { en: 'No, 502s again', ja: 'いいえ、再発した' }, next: 'which-side' },
        { id: 'help', label: { en: 'I need somebody else', ja: '応援が必要' }, next: 'escalate' },
      ],
    },
    record: {
      kind: 'tell',
      text: {
        en: 'Record it: which revision, how many requests, what was changed. Lasting: circuit breaker with rollback, alarms on the deployment, a smoke test with the real configuration.',
        ja: 'リビジョン、失敗したリクエスト数、変更内容を記録してください。恒久対応は、ロールバック付きサーキットブレーカー、デプロイ時のアラーム、実際の設定による起動テストです。',
      },
      next: 'resolved',
    },
  },
});
