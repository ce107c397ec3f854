import { defineRunbook } from './define-runbook.ts';

/** R1. A few 502s, healthy targets. */
export const sporadicLowRate = defineRunbook({
  id: 'sporadic-low-rate',
  version: 2,
  title: { en: 'Sporadic, low rate', ja: '散発的な低頻度の502' },
  start: 'compare',
  steps: {
    compare: {
      kind: 'check',
      text: {
        en: 'Reading the timeouts on both sides: the load balancer’s idle timeout and the keep-alive of the target.',
        ja: '双方のタイムアウト（ロードバランサーのアイドルタイムアウトと、ターゲットのキープアライブ）を確認します。',
      },
      checks: [
        'targets/keep-alive-below-idle-timeout',
        'targets/default-keep-alive-below-idle-timeout',
        'targets/keep-alive-above-idle-timeout',
        'alb/connection-errors-follow',
        'app-log/apache-silent-close',
        'app-log/worker-recycle',
      ],
      branches: [
        { check: 'app-log/apache-silent-close', is: 'seen', next: 'behind-apache' },
        { check: 'app-log/worker-recycle', is: 'seen', next: 'recycling' },
        { check: 'targets/keep-alive-below-idle-timeout', is: 'seen', next: 'long-requests' },
        { check: 'targets/keep-alive-above-idle-timeout', is: 'seen', next: 'not-the-race' },
        { check: 'alb/connection-errors-follow', is: 'seen', next: 'not-the-race' },
      ],
      otherwise: 'find-keep-alive',
    },
    'find-keep-alive': {
      kind: 'ask',
      text: {
        en: 'The keep-alive of the application is not visible from outside. Look in its code or start-up: Node server.keepAliveTimeout (5 s unless set), gunicorn --keep-alive (2 s), uvicorn --timeout-keep-alive (5 s), Puma persistent_timeout, Tomcat keepAliveTimeout, Apache KeepAliveTimeout. Compare it with the idle timeout.',
        ja: 'アプリケーションのキープアライブは外から確認できません。コードや起動設定を見てください。NodeのkeepAliveTimeout（既定5秒）、gunicornの--keep-alive（2秒）、uvicornの--timeout-keep-alive（5秒）、Pumaのpersistent_timeout、TomcatのkeepAliveTimeout、ApacheのKeepAliveTimeoutなどです。アイドルタイムアウトと比べてどうですか。',
      },
      answers: [
        {
          id: 'shorter',
          label: { en: 'Shorter than idle timeout', ja: 'アイドルタイムアウトより短い' },
          next: 'long-requests',
        },
        { id: 'longer', label: { en: 'Longer by 5 s or more', ja: '5秒以上長い' }, next: 'not-the-race' },
        { id: 'unknown', label: { en: 'Cannot find out', ja: '確認できない' }, next: 'long-requests' },
      ],
    },
    'long-requests': {
      kind: 'ask',
      text: {
        en: 'Before the idle timeout is lowered: does any request or stream stay silent longer than the new value (reports, uploads, websockets, long polling)? It would be cut off.',
        ja: 'アイドルタイムアウトを短くする前に確認します。新しい値より長く無通信になるリクエストやストリーム（帳票、アップロード、WebSocket、ロングポーリングなど）はありますか。あれば切断されます。',
      },
      answers: [
        { id: 'none', label: { en: 'None', ja: 'ない' }, next: 'lower-idle' },
        { id: 'some', label: { en: 'Yes, there are', ja: 'ある' }, next: 'raise-keep-alive' },
      ],
    },
    'lower-idle': {
      kind: 'act',
      text: {
        en: 'Lower the idle timeout of the load balancer to a value below the keep-alive of the target, for example 4 s below 5 s. It takes effect at once. Note the old value in this thread first.',
        ja: 'ロードバランサーのアイドルタイムアウトを、ターゲットのキープアライブより短い値にします（例: 5秒に対して4秒）。即時に反映されます。先に、現在の値をこのスレッドに記録してください。',
      },
      command:
        'aws elbv2 modify-load-balancer-attributes --load-balancer-arn <load-balancer-arn> --attributes Key=idle_timeout.timeout_seconds,Value=<idle-timeout-seconds>',
      undo: 'aws elbv2 modify-load-balancer-attributes --load-balancer-arn <load-balancer-arn> --attributes Key=idle_timeout.timeout_seconds,Value=<old-idle-timeout-seconds>',
      guard: {
        en: 'No request is silent for longer than the new value.',
        ja: '新しい値より長く無通信になるリクエストがないこと。',
      },
      next: 'verify',
    },
    'raise-keep-alive': {
      kind: 'act',
      text: {
        en: 'Raise the keep-alive of the target above the idle timeout, by 10 s or more, and deploy it one task at a time.',
        ja: 'ターゲットのキープアライブをアイドルタイムアウトより10秒以上長くし、タスクを1個ずつ入れ替えてデプロイします。',
      },
      command:
        'aws ecs update-service --cluster <cluster> --service <service> --task-definition <task-definition-with-longer-keep-alive>',
      undo: 'aws ecs update-service --cluster <cluster> --service <service> --task-definition <previous-task-definition>',
      guard: {
        en: 'Tasks drain cleanly; otherwise the deployment itself makes 502s.',
        ja: 'タスクが正常にドレインされること。そうでなければデプロイ自体が502を生みます。',
      },
      next: 'verify',
    },
    verify: {
      kind: 'ask',
      text: {
        en: 'Rare errors need patience. To say “gone” with 95 % certainty, see three times as many requests pass as one error used to take: at 0.02 % that is 15,000 requests. Has that many passed without a 502?',
        ja: 'まれなエラーの解消を確かめるには時間が必要です。95%の確度で「解消」と言うには、1件発生するまでの平均リクエスト数の3倍を502なしで通過する必要があります（発生率0.02%なら15,000件）。通過しましたか。',
      },
      answers: [
        { id: 'clean', label: { en: 'Yes, no 502 since', ja: 'はい、502なし' }, next: 'lasting' },
        { id: 'fewer', label: { en: 'Fewer, but some remain', ja: '減ったが残っている' }, next: 'not-the-race' },
        { id: 'same', label: { en: 'No change', ja: '変化なし' }, next: 'not-the-race' },
      ],
    },
    'behind-apache': {
      kind: 'tell',
      text: {
        en: 'Apache could not read from its backend and closed without an answer: the fault is one hop further back. Mend the backend, and keep Apache’s ttl below the backend’s keep-alive.',
        ja: 'Apacheがバックエンドから読み取れず、応答せずに接続を閉じています。原因はもう一段奥にあります。バックエンドに対処し、Apacheのttlをバックエンドのキープアライブより短くしてください。',
      },
      next: 'watch',
    },
    recycling: {
      kind: 'tell',
      text: {
        en: 'Workers are restarted on purpose while they serve. Switch recycling off for a while (max_requests, memory limits of the process manager) and see whether the 502s stop.',
        ja: '処理中のワーカーが意図的に再起動されています。再起動の設定（max_requestsやプロセスマネージャーのメモリ上限）を一時的に無効化し、502が止まるか確認してください。',
      },
      next: 'watch',
    },
    'not-the-race': {
      kind: 'ask',
      text: {
        en: 'Timeouts do not explain it. Look in the access log: are the failing requests on one route, on one target, or at fixed minutes? And is the target time of the failures in seconds?',
        ja: 'タイムアウトでは説明できません。アクセスログで、失敗が特定のルート、特定のターゲット、毎時の決まった分に集中していないか、失敗時のターゲット処理時間が秒単位でないかを確認してください。どうでしたか。',
      },
      answers: [
        { id: 'found', label: { en: 'Found and mended', ja: '特定して対処した' }, next: 'watch' },
        { id: 'capture', label: { en: 'Nothing stands out', ja: '特に目立たない' }, next: 'capture' },
        { id: 'help', label: { en: 'I need somebody else', ja: '応援が必要' }, next: 'escalate' },
      ],
    },
    capture: {
      kind: 'act',
      text: {
        en: 'Capture packets on one target for at most five minutes, to see who closes first and after which idle time. The capture holds personal data: delete it afterwards.',
        ja: '1つのターゲットで最大5分間パケットを取得し、どちらが先に、何秒のアイドル後に閉じているかを確認します。個人情報を含むため、確認後は削除してください。',
      },
      command: 'tcpdump -i any -s 0 -w capture.pcap host <load-balancer-node-ip> and port <port>',
      undo: null,
      guard: {
        en: 'One target only, five minutes at most, and somebody who may see the data.',
        ja: '対象は1つのターゲットのみ、最大5分間。データを閲覧できる担当者が行うこと。',
      },
      next: 'captured',
    },
    captured: {
      kind: 'ask',
      text: {
        en: 'What does the capture show?',
        ja: 'パケットから何が分かりましたか。',
      },
      answers: [
        {
          id: 'target-first',
          label: { en: 'Target closes idle first', ja: 'ターゲットが先に閉じる' },
          next: 'long-requests',
        },
        { id: 'other', label: { en: 'Something else', ja: 'それ以外' }, next: 'escalate' },
      ],
    },
    watch: {
      kind: 'wait',
      text: {
        en: 'Looking every five minutes, for at most an hour, whether 502s still happen.',
        ja: '502が発生していないか、5分ごとに最大1時間確認します。',
      },
      until: [{ check: 'alb/502-from-load-balancer', is: 'not-seen' }],
      everySeconds: 300,
      limitSeconds: 3600,
      then: 'lasting',
      late: 'verify',
    },
    lasting: {
      kind: 'tell',
      text: {
        en: 'Make it last: hold both values in code, with a test that the target’s keep-alive is at least ten seconds above the idle timeout. Add action items with owner and date, and record what would have shown it earlier.',
        ja: '恒久対応として、両方の値をIaCで管理し、キープアライブがアイドルタイムアウトより10秒以上長いことをテストで保証します。担当と期限を決めてアクションアイテムを追加し、早期に発見する手段も記録してください。',
      },
      next: 'resolved',
    },
  },
});
