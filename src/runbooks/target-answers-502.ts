import { defineRunbook } from './define-runbook.ts';

/** R7. The target, or a proxy on it, answers 502 itself. */
export const targetAnswers502 = defineRunbook({
  id: 'target-answers-502',
  version: 1,
  title: { en: 'The target answers 502', ja: 'ターゲットが502を返す障害' },
  start: 'proxy-line',
  steps: {
    'proxy-line': {
      kind: 'check',
      text: {
        en: 'The load balancer only passes it on. Reading the logs behind it for the line that explains it.',
        ja: 'ロードバランサーは502を中継しているだけです。背後のログから、原因を示す行を探します。',
      },
      checks: [
        'app-log/proxy-refused',
        'app-log/proxy-closed-early',
        'app-log/proxy-header-too-big',
        'app-log/proxy-dns',
        'app-log/database-unreachable',
        'app-log/dependency',
      ],
      branches: [
        { check: 'app-log/proxy-refused', is: 'seen', next: 'app-down' },
        { check: 'app-log/proxy-closed-early', is: 'seen', next: 'app-closes' },
        { check: 'app-log/proxy-header-too-big', is: 'seen', next: 'buffer' },
        { check: 'app-log/proxy-dns', is: 'seen', next: 'name' },
        { check: 'app-log/database-unreachable', is: 'seen', next: 'dependency' },
        { check: 'app-log/dependency', is: 'seen', next: 'dependency' },
      ],
      otherwise: 'read-by-hand',
    },
    'read-by-hand': {
      kind: 'ask',
      text: {
        en: 'No known line was found. Read the proxy’s error log and the application’s log at the second of one failure. Which hop do they name?',
        ja: '原因を示す既知のログ行は見つかりませんでした。失敗した時刻のプロキシのエラーログとアプリケーションのログを確認してください。何を示していますか。',
      },
      answers: [
        { id: 'app', label: { en: 'The application', ja: 'アプリケーション' }, next: 'app-down' },
        { id: 'behind', label: { en: 'Something behind it', ja: 'その背後の依存先' }, next: 'dependency' },
        { id: 'no-log', label: { en: 'There is no log', ja: 'ログがない' }, next: 'escalate' },
      ],
    },
    'app-down': {
      kind: 'act',
      text: {
        en: 'The proxy runs, the application behind it does not. Replace the tasks; if it began with a deployment, roll back instead.',
        ja: 'プロキシは動作していますが、背後のアプリケーションが応答していません。タスクを入れ替えます。デプロイがきっかけならロールバックしてください。',
      },
      command: 'aws ecs update-service --cluster <cluster> --service <service> --force-new-deployment',
      undo: null,
      guard: {
        en: 'Enough healthy targets remain meanwhile.',
        ja: '入れ替えの間も、十分な数の正常なターゲットが残ること。',
      },
      next: 'watch',
    },
    'app-closes': {
      kind: 'ask',
      text: {
        en: 'The application takes the request and closes. What does its own log show at that second?',
        ja: 'アプリケーションがリクエストを受けた後に接続を閉じています。その時刻のアプリケーションのログには何がありますか。',
      },
      answers: [
        { id: 'crash', label: { en: 'A crash or killed worker', ja: '異常終了・強制終了' }, next: 'app-down' },
        { id: 'quiet', label: { en: 'Nothing, and it is rare', ja: '記録なし・発生もまれ' }, next: 'second-race' },
        { id: 'other', label: { en: 'Something else', ja: 'それ以外' }, next: 'escalate' },
      ],
    },
    'second-race': {
      kind: 'tell',
      text: {
        en: 'Then it is the keep-alive race of the second hop: let the proxy close its idle connections to the application before the application does (keepalive_timeout in the upstream block).',
        ja: 'プロキシとアプリケーションの間のキープアライブ競合です。プロキシ側がアプリケーションより先にアイドル接続を閉じるようにします（upstreamブロックのkeepalive_timeout）。',
      },
      next: 'watch',
    },
    buffer: {
      kind: 'tell',
      text: {
        en: 'The headers of the answer do not fit into the proxy’s buffer. Raise proxy_buffer_size (or fastcgi_buffer_size) and deploy; look afterwards what made the headers grow.',
        ja: 'レスポンスヘッダーがプロキシのバッファに収まりません。proxy_buffer_size（またはfastcgi_buffer_size）を拡大してデプロイし、ヘッダーが大きくなった原因を後で確認してください。',
      },
      next: 'watch',
    },
    name: {
      kind: 'tell',
      text: {
        en: 'The proxy cannot resolve its upstream. Ask the same resolver (dig from the task), restore the record, and reload the proxy if it holds an old answer.',
        ja: 'プロキシが転送先の名前を解決できません。タスクから同じリゾルバーに問い合わせ（dig）、レコードを復旧してください。プロキシが古い結果を保持している場合は、再読み込みします。',
      },
      next: 'watch',
    },
    dependency: {
      kind: 'ask',
      text: {
        en: 'The application fails because something behind it does. Is that one being mended, or can it be bypassed?',
        ja: 'アプリケーションは、背後の依存先が原因で失敗しています。依存先は復旧しましたか、または迂回できましたか。',
      },
      answers: [
        { id: 'mended', label: { en: 'Mended or bypassed', ja: '復旧または迂回した' }, next: 'watch' },
        { id: 'others', label: { en: 'Its owners must act', ja: '担当チームの対応が必要' }, next: 'escalate' },
      ],
    },
    watch: {
      kind: 'wait',
      text: {
        en: 'Looking every two minutes, for at most 30 minutes, until the targets answer no more errors than usual.',
        ja: 'ターゲットのエラーが通常の水準に戻るまで、2分ごとに最大30分確認します。',
      },
      until: [{ check: 'alb/target-5xx-rise', is: 'not-seen' }],
      everySeconds: 120,
      limitSeconds: 1800,
      then: 'record',
      late: 'still',
    },
    still: {
      kind: 'ask',
      text: { en: 'Errors go on after 30 minutes. What now?', ja: '30分経ってもエラーが続いています。どうしますか。' },
      answers: [
        { id: 'again', label: { en: 'Read the logs again', ja: 'ログを再確認する' }, next: 'proxy-line' },
        { id: 'fine', label: { en: 'It is well now', ja: '回復した' }, next: 'record' },
        { id: 'help', label: { en: 'I need somebody else', ja: '応援が必要' }, next: 'escalate' },
      ],
    },
    record: {
      kind: 'tell',
      text: {
        en: 'Record the line that explained it and the hop that failed. Lasting: time limits and fallbacks per dependency, and an alarm on the target’s 5XX.',
        ja: '原因を示したログと、失敗した箇所を記録してください。恒久対応は、依存先ごとのタイムアウトと代替手段、ターゲットの5XXに対するアラームです。',
      },
      next: 'resolved',
    },
  },
});
