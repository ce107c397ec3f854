import { defineRunbook } from './define-runbook.ts';

/** R4. Failures that come with load. */
export const tiedToLoad = defineRunbook({
  id: 'tied-to-load',
  version: 1,
  title: { en: 'Failures under load', ja: '負荷に伴う障害' },
  start: 'first-limit',
  steps: {
    'first-limit': {
      kind: 'check',
      text: {
        en: 'Looking which resource reached its limit: the first one is the root, the others follow.',
        ja: 'どのリソースが上限に達したかを確認します。最初に達したものが根本原因で、ほかは連鎖です。',
      },
      checks: [
        'ecs/oom-kill',
        'capacity/memory-near-limit',
        'capacity/cpu-saturated',
        'capacity/traffic-spike',
        'app-log/database-connections-full',
        'app-log/pool-exhausted',
        'app-log/files-exhausted',
        'app-log/disk-full',
      ],
      branches: [
        { check: 'ecs/oom-kill', is: 'seen', next: 'memory' },
        { check: 'app-log/database-connections-full', is: 'seen', next: 'connections' },
        { check: 'capacity/cpu-saturated', is: 'seen', next: 'headroom' },
        { check: 'capacity/traffic-spike', is: 'seen', next: 'headroom' },
        { check: 'app-log/disk-full', is: 'seen', next: 'replace' },
        { check: 'app-log/files-exhausted', is: 'seen', next: 'replace' },
      ],
      otherwise: 'by-hand',
    },
    'by-hand': {
      kind: 'ask',
      text: {
        en: 'Look inside a task, in this order: top, free -m, df -h, ss -s; then busy workers and database connections. Is something at its limit, or does it happen at the same clock time every day (a batch)?',
        ja: 'タスクの中を順に確認します。top、free -m、df -h、ss -s、続いて使用中のワーカー数とデータベース接続数です。上限に達しているものや、毎日同じ時刻に動く処理（バッチ）はありますか。',
      },
      answers: [
        { id: 'batch', label: { en: 'A batch; it is stopped', ja: 'バッチ（停止した）' }, next: 'recover' },
        {
          id: 'limit',
          label: { en: 'A resource is at its limit', ja: 'リソースが上限に達している' },
          next: 'headroom',
        },
        { id: 'database', label: { en: 'Database connections', ja: 'データベース接続が上限' }, next: 'connections' },
        { id: 'nothing', label: { en: 'Nothing', ja: '特にない' }, next: 'escalate' },
      ],
    },
    memory: {
      kind: 'act',
      text: {
        en: 'Run the tasks with more memory: register a revision with a higher limit and update the service.',
        ja: 'メモリ上限を上げたリビジョンを登録し、サービスを更新します。',
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
    connections: {
      kind: 'ask',
      text: {
        en: 'More tasks would take more connections and make it worse. End idle connections, or lower the pool of each task. Done?',
        ja: 'タスクを増やすと接続数がさらに増え、悪化します。アイドル接続を切断するか、タスクごとのプールを小さくしてください。実施しましたか。',
      },
      answers: [
        { id: 'done', label: { en: 'Done', ja: '実施した' }, next: 'recover' },
        { id: 'help', label: { en: 'I need a database expert', ja: 'DB担当者が必要' }, next: 'escalate' },
      ],
    },
    headroom: {
      kind: 'act',
      text: {
        en: 'Run more tasks, or larger ones. If scaling is at its maximum, raise the maximum too.',
        ja: 'タスク数を増やすか、タスクのサイズを大きくします。スケーリングが上限に達している場合は、上限も引き上げてください。',
      },
      command: 'aws ecs update-service --cluster <cluster> --service <service> --desired-count <count>',
      undo: 'aws ecs update-service --cluster <cluster> --service <service> --desired-count <old-count>',
      guard: {
        en: 'Connections per task times tasks stays below the database’s limit.',
        ja: 'タスクあたりの接続数×タスク数が、データベースの上限を下回ること。',
      },
      next: 'recover',
    },
    replace: {
      kind: 'act',
      text: {
        en: 'Replace the tasks to get fresh disks and file tables; it buys time until the leak is found.',
        ja: 'タスクを入れ替えてディスクやファイルの使用状況を初期化します。リークを特定するまでの一時対応です。',
      },
      command: 'aws ecs update-service --cluster <cluster> --service <service> --force-new-deployment',
      undo: null,
      guard: {
        en: 'Enough healthy targets remain meanwhile.',
        ja: '入れ替えの間も、十分な数の正常なターゲットが残ること。',
      },
      next: 'recover',
    },
    recover: {
      kind: 'wait',
      text: {
        en: 'Looking every minute, for at most 20 minutes, until CPU has headroom and targets are healthy at the traffic of before.',
        ja: '同じトラフィックでもCPUに余裕があり、ターゲットが正常になるまで、1分ごとに最大20分確認します。',
      },
      until: [
        { check: 'capacity/cpu-saturated', is: 'not-seen' },
        { check: 'targets/unhealthy', is: 'not-seen' },
      ],
      everySeconds: 60,
      limitSeconds: 1200,
      then: 'record',
      late: 'enough',
    },
    enough: {
      kind: 'ask',
      text: {
        en: 'Still under pressure. Shed load: limit the heaviest route or the noisiest client, serve from a cache, or answer 503 with Retry-After for a part. Did it help?',
        ja: 'まだ余裕がありません。負荷を減らします。重いルートや過剰なクライアントの制限、キャッシュからの応答、一部のリクエストへの503（Retry-After付き）などです。効果はありましたか。',
      },
      answers: [
        { id: 'yes', label: { en: 'Yes', ja: 'はい' }, next: 'record' },
        { id: 'more', label: { en: 'A little; add more tasks', ja: '少しあり（さらに増やす）' }, next: 'headroom' },
        { id: 'no', label: { en: 'No', ja: 'いいえ' }, next: 'escalate' },
      ],
    },
    record: {
      kind: 'tell',
      text: {
        en: 'Record the traffic at which it broke: that is your measured capacity. Lasting: autoscaling on requests per target with headroom, long work in a queue, a load test, a plan for known events.',
        ja: '限界となったトラフィック量を記録してください。それが実測の容量です。恒久対応は、ターゲットあたりのリクエスト数に余裕を持たせたオートスケーリング、長い処理のキュー化、負荷テスト、イベント前の計画です。',
      },
      next: 'resolved',
    },
  },
});
