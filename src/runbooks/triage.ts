import { defineRunbook } from './define-runbook.ts';

/** R0. From "something is wrong" to the runbook that fits, in the order of the field guide. */
export const triage = defineRunbook({
  id: 'triage',
  version: 1,
  title: { en: 'First look: what fails, for whom, since when', ja: '初動確認（何が、誰に、いつから）' },
  start: 'scope',
  steps: {
    scope: {
      kind: 'ask',
      text: {
        en: 'Write down the scope in this thread before anything else: since when, which URLs, which users or clients, and how to reproduce it. Times in UTC, so that they match the logs. Who is hit?',
        ja: 'まず影響範囲をこのスレッドに書き留めてください（発生時刻、対象のURL、影響を受けるユーザーやクライアント、再現方法）。ログと照合できるよう、時刻はUTCで記録します。影響を受けているのは誰ですか。',
      },
      answers: [
        { id: 'everyone', label: { en: 'Everyone', ja: '全員' }, next: 'look' },
        { id: 'some', label: { en: 'Some requests', ja: '一部のリクエスト' }, next: 'look' },
        { id: 'unclear', label: { en: 'Not clear yet', ja: 'まだ不明' }, next: 'look' },
        { id: 'over', label: { en: 'It has stopped', ja: 'すでに収まった' }, next: 'record-stopped' },
      ],
    },
    look: {
      kind: 'check',
      text: {
        en: 'Looking again: who made the errors, and what stands out.',
        ja: '再確認します。エラーを返した主体と、目立つ兆候を調べます。',
      },
      checks: [
        'alb/502-from-load-balancer',
        'alb/502-from-target',
        'alb/connection-errors-follow',
        'alb/low-rate-for-long',
        'targets/unhealthy',
        'change/deploy-near-onset',
      ],
      branches: [
        { check: 'targets/unhealthy', is: 'seen', next: 'sick-targets' },
        { check: 'change/deploy-near-onset', is: 'seen', next: 'after-deploy' },
        { check: 'alb/low-rate-for-long', is: 'seen', next: 'trickle' },
        { check: 'alb/502-from-target', is: 'seen', next: 'from-target' },
        { check: 'alb/connection-errors-follow', is: 'seen', next: 'sick-targets' },
      ],
      otherwise: 'checklist',
    },
    'sick-targets': {
      kind: 'tell',
      text: {
        en: 'Targets are unhealthy or refuse connections. The health-check reason in the findings is the best lead. The runbook “Sustained failure” goes on from here; start it beside this one.',
        ja: '異常なターゲットがあるか、接続が拒否されています。最も有力な手がかりは、所見にあるヘルスチェックの失敗理由です。続きはランブック「継続する障害」です。このランブックと並行して開始してください。',
      },
      next: 'contain',
    },
    'after-deploy': {
      kind: 'tell',
      text: {
        en: 'The errors began right after a deployment on this path. That is a reason to look there first, not yet a proof. The runbook “Burst at a deployment” goes on from here.',
        ja: 'この経路でのデプロイ直後にエラーが始まっています。最初に疑うべきですが、まだ確定ではありません。続きはランブック「デプロイ・スケールイン時の集中発生」です。',
      },
      next: 'contain',
    },
    trickle: {
      kind: 'tell',
      text: {
        en: 'A low, steady rate with healthy targets: usually a matter of timeouts, and rarely urgent. The runbook “Sporadic, low rate” goes on from here.',
        ja: 'ターゲットは正常で、低い割合で続いています。多くはタイムアウト設定の問題で、緊急度は高くありません。続きはランブック「散発的な低頻度の502」です。',
      },
      next: 'contain',
    },
    'from-target': {
      kind: 'tell',
      text: {
        en: 'The target answered the 502 itself, so the load balancer is only the messenger. Read the error log of the proxy or the application at the second of a failure; what it names is one hop further back.',
        ja: '502はターゲット自身が返しており、ロードバランサーは中継しているだけです。失敗した時刻のプロキシやアプリケーションのエラーログを確認してください。そこに書かれている接続先が、もう一段奥の原因です。',
      },
      next: 'contain',
    },
    checklist: {
      kind: 'ask',
      text: {
        en: 'Nothing stands out by itself. Go through the checklist: health of targets and load balancer logs; logs and process state of the backend; security groups and network ACLs, both directions; timeouts and the process’s connection limits. Anything wrong?',
        ja: '単独で目立つものはありません。チェックリストを順に確認してください（ターゲットの状態とロードバランサーのログ、バックエンドのログとプロセスの状態、セキュリティグループとネットワークACL（双方向）、タイムアウトとプロセスの最大接続数）。異常はありましたか。',
      },
      answers: [
        { id: 'found', label: { en: 'Yes, found something', ja: 'はい、見つかった' }, next: 'contain' },
        { id: 'denied', label: { en: 'Cannot look there', ja: '権限がなく確認できない' }, next: 'escalate' },
        { id: 'nothing', label: { en: 'No, all in order', ja: 'いいえ、異常なし' }, next: 'narrow' },
      ],
    },
    narrow: {
      kind: 'ask',
      text: {
        en: 'Narrow it down: send a test request past the load balancer (curl -v from inside the VPC) and, if you have a second target group or region, move a little traffic there for a while. Where does it still fail?',
        ja: '範囲を絞ります。VPC内からロードバランサーを通さずに curl -v で確認し、別のターゲットグループやリージョンがあれば、少量のトラフィックを一時的に切り替えてください。どこで失敗しますか。',
      },
      answers: [
        { id: 'direct', label: { en: 'Past the balancer too', ja: '直接でも失敗する' }, next: 'contain' },
        { id: 'balancer', label: { en: 'Only through the balancer', ja: 'ロードバランサー経由のみ' }, next: 'contain' },
        { id: 'gone', label: { en: 'It does not fail now', ja: '今は失敗しない' }, next: 'watch' },
        { id: 'stuck', label: { en: 'Cannot tell', ja: '判断できない' }, next: 'escalate' },
      ],
    },
    contain: {
      kind: 'ask',
      text: {
        en: 'If more than one request in twenty fails, or it grows: stop the pain first. In the order of how easily it is undone: shift traffic away, roll back, take the bad target out. Which of them was done?',
        ja: '20件に1件を超えて失敗しているか、失敗が増えている場合は、先に影響を止めます。元に戻しやすい順に、トラフィックを切り替える、ロールバックする、問題のターゲットを外す、です。実施しましたか。',
      },
      answers: [
        { id: 'done', label: { en: 'Done, look again', ja: '実施済み（再確認へ）' }, next: 'watch' },
        { id: 'not-needed', label: { en: 'Not needed', ja: '不要' }, next: 'watch' },
        { id: 'help', label: { en: 'I need somebody else', ja: '応援が必要' }, next: 'escalate' },
      ],
    },
    watch: {
      kind: 'wait',
      text: {
        en: 'Looking every two minutes, for at most 30 minutes, whether the load balancer still makes 502s and all targets are healthy.',
        ja: 'ロードバランサーが502を生成しなくなり、全ターゲットが正常になるまで、2分ごとに最大30分確認します。',
      },
      until: [
        { check: 'targets/unhealthy', is: 'not-seen' },
        { check: 'alb/502-from-load-balancer', is: 'not-seen' },
      ],
      everySeconds: 120,
      limitSeconds: 1800,
      then: 'record',
      late: 'still',
    },
    still: {
      kind: 'ask',
      text: {
        en: 'After 30 minutes it is not quiet. Is the rate back at what is usual for this service?',
        ja: '30分経っても完全には収まっていません。エラーの割合は、このサービスの普段の水準に戻っていますか。',
      },
      answers: [
        { id: 'usual', label: { en: 'Yes, as usual', ja: 'はい、普段どおり' }, next: 'record' },
        { id: 'worse', label: { en: 'No, still failing', ja: 'いいえ、失敗が続く' }, next: 'escalate' },
      ],
    },
    'record-stopped': {
      kind: 'tell',
      text: {
        en: 'It has stopped, and the evidence is fresh: run a check over the window in which it failed before logs and stopped tasks expire (ECS forgets tasks after an hour).',
        ja: '収まっていても、証拠が残っているうちに調べましょう。ログや停止したタスクの情報が消える前に（ECSの停止タスクの情報は約1時間で消えます）、失敗していた時間帯を指定してチェックを実行してください。',
      },
      next: 'record',
    },
    record: {
      kind: 'tell',
      text: {
        en: 'Record what was found, what was done and by whom, and what would have shown it earlier (an alarm, a log that was off). The report holds the timeline; add action items with an owner and a date.',
        ja: '判明したこと、実施した対応と担当者、もっと早く気づくための手段（アラーム、無効だったログなど）を記録してください。タイムラインはレポートに残ります。再発防止策は、担当と期限を決めてアクションアイテムに追加しましょう。',
      },
      next: 'resolved',
    },
  },
});
