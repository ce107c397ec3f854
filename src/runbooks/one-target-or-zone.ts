import { defineRunbook } from './define-runbook.ts';

/** R5. One target or one zone fails while the others serve. */
export const oneTargetOrZone = defineRunbook({
  id: 'one-target-or-zone',
  version: 1,
  title: { en: 'One target or one zone fails', ja: '特定のターゲット・ゾーンの障害' },
  start: 'which',
  steps: {
    which: {
      kind: 'check',
      text: {
        en: 'Looking whether one target or one Availability Zone stands out, and what is known of it.',
        ja: '特定のターゲットやアベイラビリティーゾーンに偏っているか、そこで何が起きているかを確認します。',
      },
      checks: ['targets/one-zone', 'targets/one-target', 'targets/unhealthy', 'ecs/oom-kill', 'ecs/crash-exit'],
      branches: [
        { check: 'targets/one-zone', is: 'seen', next: 'zone' },
        { check: 'ecs/oom-kill', is: 'seen', next: 'take-out' },
        { check: 'ecs/crash-exit', is: 'seen', next: 'take-out' },
        { check: 'targets/one-target', is: 'seen', next: 'compare' },
      ],
      otherwise: 'neither',
    },
    zone: {
      kind: 'ask',
      text: {
        en: 'One zone fails. Is it AWS (Health Dashboard, EC2 status checks, other services of that zone), or something of yours that exists only there (a subnet’s route or ACL, a NAT gateway, a replica)?',
        ja: '1つのゾーンに失敗が集中しています。AWS側の問題ですか（Health Dashboard、EC2のステータスチェック、同じゾーンのほかのサービス）。それとも、そのゾーンだけの設定や資源の問題ですか（サブネットのルートやACL、NATゲートウェイ、レプリカ）。',
      },
      answers: [
        { id: 'aws', label: { en: 'The zone itself', ja: 'ゾーン自体' }, next: 'shift' },
        { id: 'ours', label: { en: 'Something of ours there', ja: '自社の設定・資源' }, next: 'shift' },
        { id: 'unknown', label: { en: 'Not clear', ja: '不明' }, next: 'shift' },
      ],
    },
    shift: {
      kind: 'act',
      text: {
        en: 'Shift traffic away from the zone. The shift ends by itself, so it can be tried.',
        ja: 'そのゾーンからトラフィックを移します。ゾーンシフトは期限で自動的に終わるため、試すことができます。',
      },
      command:
        'aws arc-zonal-shift start-zonal-shift --resource-identifier <load-balancer-arn> --away-from <zone-id> --expires-in 2h --comment "502s in one zone"',
      undo: 'aws arc-zonal-shift cancel-zonal-shift --zonal-shift-id <zonal-shift-id>',
      guard: {
        en: 'The other zones have room for all of the traffic, and zonal shift is enabled on the load balancer.',
        ja: 'ほかのゾーンに全トラフィックを受けられる余裕があり、ロードバランサーでゾーンシフトが有効なこと。',
      },
      next: 'share',
    },
    compare: {
      kind: 'ask',
      text: {
        en: 'One target fails. Compare it with its siblings: image and revision, launch template, configuration, age, memory, disk, clock. Status checks of its host? What is different?',
        ja: '1台のターゲットに失敗が集中しています。ほかのターゲットと比べてください（イメージとリビジョン、起動テンプレート、設定、稼働時間、メモリ、ディスク、時刻、ホストのステータスチェック）。違いはありますか。',
      },
      answers: [
        { id: 'host', label: { en: 'The host is impaired', ja: 'ホストの異常' }, next: 'take-out' },
        { id: 'software', label: { en: 'Other image or settings', ja: 'イメージ・設定の違い' }, next: 'take-out' },
        { id: 'resource', label: { en: 'Memory, disk or files full', ja: 'メモリ・ディスクの不足' }, next: 'take-out' },
        { id: 'same', label: { en: 'No difference', ja: '違いはない' }, next: 'take-out' },
      ],
    },
    'take-out': {
      kind: 'act',
      text: {
        en: 'Take the target out, but keep it for a look: an instance goes to standby, a task or pod is left running outside the target group. Its owner (Auto Scaling, ECS, Kubernetes) brings a new one.',
        ja: 'ターゲットを切り離しますが、調査用に残します。インスタンスはスタンバイにし、タスクやPodはターゲットグループから外して動かしておきます。代わりは管理元（Auto Scaling、ECS、Kubernetes）が用意します。',
      },
      command:
        'aws elbv2 deregister-targets --target-group-arn <target-group-arn> --targets Id=<target-id>,Port=<target-port>',
      undo: 'aws elbv2 register-targets --target-group-arn <target-group-arn> --targets Id=<target-id>,Port=<target-port>',
      guard: {
        en: 'It holds at least 80 % of the failures, and at least 70 % of the healthy capacity remains.',
        ja: 'そのターゲットが失敗の80%以上を占め、正常な容量の70%以上が残ること。',
      },
      next: 'share',
    },
    share: {
      kind: 'wait',
      text: {
        en: 'Looking every two minutes, for at most 20 minutes: without it the 502s must end. If the total stays, it was a symptom and not the cause.',
        ja: '2分ごとに最大20分確認します。切り離した後に502が収まるはずです。全体の件数が変わらない場合、それは原因ではなく症状です。',
      },
      until: [
        { check: 'alb/502-from-load-balancer', is: 'not-seen' },
        { check: 'targets/unhealthy', is: 'not-seen' },
      ],
      everySeconds: 120,
      limitSeconds: 1200,
      then: 'examine',
      late: 'not-gone',
    },
    'not-gone': {
      kind: 'ask',
      text: {
        en: 'The 502s go on. Did they move to another target or zone?',
        ja: '502が続いています。別のターゲットやゾーンに移りましたか。',
      },
      answers: [
        { id: 'moved', label: { en: 'They moved', ja: '移った' }, next: 'neither' },
        { id: 'fewer', label: { en: 'Fewer, but not gone', ja: '減ったが残っている' }, next: 'which' },
        { id: 'gone', label: { en: 'They are gone now', ja: '今はなくなった' }, next: 'examine' },
      ],
    },
    neither: {
      kind: 'ask',
      text: {
        en: 'No single target or zone stands out: what fails is common to them. Go on with the runbook “Sustained failure”, or “One route” if one route stands out. Did that help?',
        ja: '特定のターゲットやゾーンに偏りはなく、共通の原因と考えられます。ランブック「継続する障害」に、ルートに偏りがあれば「特定のルートの障害」に進んでください。解決しましたか。',
      },
      answers: [
        { id: 'solved', label: { en: 'Yes, it is solved', ja: 'はい、解決した' }, next: 'record' },
        { id: 'again', label: { en: 'Look at targets again', ja: 'ターゲットを再確認する' }, next: 'which' },
        { id: 'help', label: { en: 'I need somebody else', ja: '応援が必要' }, next: 'escalate' },
      ],
    },
    examine: {
      kind: 'ask',
      text: {
        en: 'Examine what was taken out while it still exists: the system log, dmesg (out of memory, disk, network), the application’s log, its image and settings. Found?',
        ja: '切り離したものが残っているうちに調べます（システムログ、dmesg（メモリ、ディスク、ネットワーク）、アプリケーションのログ、イメージと設定）。原因は分かりましたか。',
      },
      answers: [
        { id: 'found', label: { en: 'Yes', ja: 'はい' }, next: 'record' },
        { id: 'later', label: { en: 'Kept for later', ja: '後で調べる' }, next: 'record' },
      ],
    },
    record: {
      kind: 'tell',
      text: {
        en: 'Record the target or zone, its share of the failures, and what it differed by; end the zonal shift when the zone is well. Lasting: ELB health checks that replace targets, at least two zones with room, anomaly mitigation on the target group.',
        ja: 'ターゲットまたはゾーン、失敗に占める割合、ほかとの違いを記録してください。回復後はゾーンシフトを終了します。恒久対応は、ELBヘルスチェックによる自動入れ替え、余裕を持った2ゾーン以上の構成、ターゲットグループの異常緩和です。',
      },
      next: 'resolved',
    },
  },
});
