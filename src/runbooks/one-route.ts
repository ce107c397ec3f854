import { defineRunbook } from './define-runbook.ts';

/** R6. One route or one kind of request fails. */
export const oneRouteFails = defineRunbook({
  id: 'one-route',
  version: 1,
  title: { en: 'One route fails', ja: '特定のルートの障害' },
  start: 'what-app-says',
  steps: {
    'what-app-says': {
      kind: 'ask',
      text: {
        en: 'Take one failed request of the route and find it in the application’s log by its trace id or its second. What does the log say?',
        ja: '該当ルートで失敗したリクエストを1件選び、トレースIDまたは時刻でアプリケーションのログを探します。どのように記録されていますか。',
      },
      answers: [
        { id: 'good', label: { en: 'A good answer was sent', ja: '正常に応答している' }, next: 'raw' },
        { id: 'slow', label: { en: 'It began, then was killed', ja: '途中で打ち切られた' }, next: 'slow' },
        { id: 'crash', label: { en: 'A crash', ja: '異常終了している' }, next: 'contain' },
        { id: 'nothing', label: { en: 'Nothing at all', ja: '記録がない' }, next: 'raw' },
      ],
    },
    raw: {
      kind: 'act',
      text: {
        en: 'Ask the target directly and read the raw answer: status line, headers, their total size (the load balancer takes 32 K), body or none. Safe methods only.',
        ja: 'ターゲットに直接リクエストし、生の応答を確認します（ステータス行、ヘッダー、ヘッダーの合計サイズ（上限32K）、ボディの有無）。安全なメソッドだけを使ってください。',
      },
      command: 'curl --verbose --http1.1 -o /dev/null -D - http://<target-ip>:<port><path>',
      undo: null,
      guard: { en: 'GET or HEAD only, from inside the VPC.', ja: 'VPC内から、GETまたはHEADのみで行うこと。' },
      next: 'raw-result',
    },
    'raw-result': {
      kind: 'ask',
      text: { en: 'What did the raw answer show?', ja: '生の応答から何が分かりましたか。' },
      answers: [
        { id: 'large', label: { en: 'Very large headers', ja: 'ヘッダーが非常に大きい' }, next: 'contain' },
        { id: 'invalid', label: { en: 'Something invalid', ja: '不正な内容がある' }, next: 'contain' },
        { id: 'fine', label: { en: 'It is in order', ja: '正常' }, next: 'escalate' },
      ],
    },
    slow: {
      kind: 'ask',
      text: {
        en: 'The server’s own time limit ended it. What was it waiting for?',
        ja: 'サーバー自身の制限時間で打ち切られています。何を待っていましたか。',
      },
      answers: [
        { id: 'database', label: { en: 'The database', ja: 'データベース' }, next: 'contain' },
        { id: 'service', label: { en: 'Another service', ja: 'ほかのサービス' }, next: 'contain' },
        { id: 'work', label: { en: 'Its own work', ja: '自身の処理' }, next: 'contain' },
        { id: 'unknown', label: { en: 'Not clear', ja: '不明' }, next: 'escalate' },
      ],
    },
    contain: {
      kind: 'ask',
      text: {
        en: 'Contain it: switch the feature or plug-in off, roll back, shorten the header, raise the limit above the slow requests (below the idle timeout), or block the request with a listener rule. Which one?',
        ja: '影響を止めます。手段は、機能やプラグインの無効化、ロールバック、ヘッダーの短縮、制限時間の延長（アイドルタイムアウト未満）、リスナールールでの遮断です。いずれかを実施しましたか。',
      },
      answers: [
        { id: 'done', label: { en: 'Done', ja: '実施した' }, next: 'watch' },
        { id: 'cannot', label: { en: 'None is possible', ja: 'どれもできない' }, next: 'escalate' },
      ],
    },
    watch: {
      kind: 'wait',
      text: {
        en: 'Looking every two minutes, for at most 20 minutes, until the load balancer makes no more 502s.',
        ja: 'ロードバランサーが502を生成しなくなるまで、2分ごとに最大20分確認します。',
      },
      until: [{ check: 'alb/502-from-load-balancer', is: 'not-seen' }],
      everySeconds: 120,
      limitSeconds: 1200,
      then: 'record',
      late: 'remains',
    },
    remains: {
      kind: 'ask',
      text: { en: 'Some 502s remain. On the same route?', ja: '502が残っています。同じルートですか。' },
      answers: [
        { id: 'same', label: { en: 'Yes, the same', ja: 'はい、同じ' }, next: 'what-app-says' },
        { id: 'other', label: { en: 'No, other routes', ja: 'いいえ、別のルート' }, next: 'escalate' },
        { id: 'gone', label: { en: 'They are gone now', ja: '今はなくなった' }, next: 'record' },
      ],
    },
    record: {
      kind: 'tell',
      text: {
        en: 'Record the route, the request that shows it and the remedy. Lasting: a test that sends this request through a strict client, and a time budget that is written down.',
        ja: 'ルート、再現するリクエスト、対策を記録してください。恒久対応は、このリクエストを厳格なクライアントで検証するテストと、タイムアウト設計の明文化です。',
      },
      next: 'resolved',
    },
  },
});
