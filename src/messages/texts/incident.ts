import type { Text } from '../../domain/text.ts';

/** Incidents, their runbook cards, forms and action items. In Slack's mrkdwn; what fills a text is escaped. */
export const incidentTexts = {
  'incident/state/investigating': { en: 'Investigating', ja: '調査中' },
  'incident/state/identified': { en: 'Identified', ja: '原因特定' },
  'incident/state/mitigating': { en: 'Mitigating', ja: '対応中' },
  'incident/state/monitoring': { en: 'Monitoring', ja: '経過観察中' },
  'incident/state/resolved': { en: 'Resolved', ja: '解決済み' },
  'incident/bar': {
    en: ':rotating_light: *Incident: {state}* · lead {lead} · opened {at} by {by}',
    ja: ':rotating_light: *インシデント: {state}* ・ 担当 {lead} ・ {at} に {by} が開始',
  },
  'incident/bar-resolved': {
    en: ':white_check_mark: *Incident: resolved* · lead {lead} · opened {at} by {by}',
    ja: ':white_check_mark: *インシデント: 解決済み* ・ 担当 {lead} ・ {at} に {by} が開始',
  },
  'incident/no-lead': { en: 'nobody yet', ja: '未定' },
  'incident/id': { en: '`{id}`', ja: '`{id}`' },
  'incident/no-run': {
    en: 'No check belongs to this incident yet. `/502 check my-alb` looks at a load balancer.',
    ja: 'まだ調査していません。ロードバランサーは `/502 check my-alb` で調査できます。',
  },
  'incident/button/state/identified': { en: 'Cause identified', ja: '原因を特定' },
  'incident/button/state/mitigating': { en: 'Mitigating', ja: '対応を開始' },
  'incident/button/state/monitoring': { en: 'Monitoring', ja: '経過観察へ' },
  'incident/button/resolve': { en: 'Resolve', ja: '解決済みにする' },
  'incident/button/resolve-this': { en: 'Resolve: {title}', ja: '解決済みにする: {title}' },
  'incident/button/report-this': { en: 'Report: {title}', ja: 'レポート: {title}' },
  'incident/button/reopen': { en: 'Reopen', ja: '再開する' },
  'incident/button/look-again': { en: 'Look again', ja: '再確認' },
  'incident/button/hand-over': { en: 'Hand over…', ja: '引き継ぐ…' },
  'incident/button/report': { en: 'Report', ja: 'レポート' },
  'incident/button/action-item': { en: 'Add action item…', ja: 'アクションアイテムを追加…' },
  'incident/button/runbook': { en: 'Runbook: {title}', ja: 'ランブック: {title}' },
  'incident/menu/runbook': { en: 'Another runbook…', ja: '別のランブック…' },
  'incident/button/done': { en: 'Done', ja: '完了' },
  'incident/button/ran': { en: 'I ran it', ja: '実行しました' },
  'incident/button/skip': { en: 'Skip…', ja: 'スキップ…' },
  'incident/button/look-now': { en: 'Look now', ja: '今すぐ確認' },
  'incident/resolve-anyway/title': {
    en: 'Resolve although 502s go on?',
    ja: '502が続いていますが、解決済みにしますか？',
  },
  'incident/resolve-anyway/text': {
    en: 'The last look at {at} UTC still saw 502s. Looking again first tells whether they have stopped.',
    ja: '{at} UTC の最後の確認では、まだ502が発生していました。再確認すると、止まったかどうかがわかります。',
  },
  'incident/resolve-anyway/yes': { en: 'Resolve anyway', ja: '解決済みにする' },
  'incident/resolve-anyway/no': { en: 'Keep it open', ja: '対応を続ける' },
  'incident/already-open': {
    en: 'An incident is already open here, opened by {by}.',
    ja: 'インシデントはすでに {by} が開始しています。',
  },
  'incident/already-in-state': {
    en: 'Already pressed by {by} at {at}: the incident is *{state, select, investigating {Investigating} identified {Identified} mitigating {Mitigating} monitoring {Monitoring} resolved {Resolved} other {?}}*.',
    ja: 'すでに {by} が {at} に変更しました。現在の状態: *{state, select, investigating {調査中} identified {原因特定} mitigating {対応中} monitoring {経過観察中} resolved {解決済み} other {?}}*',
  },
  'incident/none-here': {
    en: 'There is no incident in this channel. `/502 incident open` opens one from the latest verdict.',
    ja: 'このチャンネルにインシデントはありません。最新の判定から開始するには `/502 incident open` を実行してください。',
  },
  'incident/which': {
    en: 'Several incidents are open here. Which one? `/502 {command} {example}` names one.',
    ja: 'このチャンネルでは複数のインシデントに対応中です。どれですか？IDを付けて指定できます。例: `/502 {command} {example}`',
  },
  'incident/which-line': { en: '• *{title}* · since {at} · `{id}`', ja: '• *{title}* ・ {at} から ・ `{id}`' },
  'incident/open-for-target': {
    en: '*{title}* is already open here for the same load balancer: `{id}`, opened by {by}. For another incident give a title of its own: `/502 incident open checkout is down`.',
    ja: '同じロードバランサーのインシデント *{title}* （`{id}`）は、すでに {by} が開始しています。別のインシデントにするには件名を付けてください。例: `/502 incident open 決済が失敗する`',
  },
  'incident/open-elsewhere': {
    en: ':rotating_light: An incident is open for this load balancer: *{title}* (`{id}`).',
    ja: ':rotating_light: このロードバランサーのインシデント *{title}* （`{id}`）に対応中です。',
  },
  'incident/not-found': {
    en: 'There is no incident `{id}`. `/502 incident status` lists the open ones.',
    ja: 'インシデント `{id}` は見つかりません。対応中のものは `/502 incident status` で一覧できます。',
  },
  'incident/open-what': {
    en: 'There is no fresh verdict in this channel. `/502 check my-alb` first, or give a title: `/502 incident open checkout is down`.',
    ja: 'このチャンネルに最近の判定がありません。先に `/502 check my-alb` を実行するか、件名を付けてください。例: `/502 incident open 決済が失敗する`',
  },
  'incident/no-target': {
    en: 'This incident has no load balancer to look at. `/502 check my-alb` looks at one.',
    ja: 'このインシデントには調査対象がありません。まず `/502 check my-alb` で調査してください。',
  },
  'incident/resolved-note': {
    en: ':white_check_mark: Resolved by {by} after {minutes, plural, one {# minute} other {# minutes}}. What should change so that it does not come back?',
    ja: ':white_check_mark: {by} が解決済みにしました（開始から{minutes, number}分）。再発防止のアクションアイテムを残しましょう。',
  },
  'incident/handed-over': {
    en: '{by} handed the lead to {to}.',
    ja: '{by} から {to} に担当を引き継ぎました。',
  },
  'incident/taken-over': { en: '{by} took the lead.', ja: '{by} が担当になりました。' },
  'incident/hand-over-to-whom': { en: 'Choose a person to hand over to.', ja: '引き継ぎ先を選んでください。' },
  'incident/action-item-added': {
    en: ':memo: Action item by {by}: {text} · owner {owner, select, none {*not named*} other {{owner}}} · due {due, select, none {*no date*} other {{due}}}',
    ja: ':memo: アクションアイテム（{by}）: {text} ・ 担当 {owner, select, none {*未定*} other {{owner}}} ・ 期限 {due, select, none {*未定*} other {{due}}}',
  },
  'incident/report-coming': {
    en: 'The report of *{title}* goes into its thread.',
    ja: '*{title}* のレポートをスレッドに投稿します。',
  },
  'incident/no-action-items': {
    en: 'The report has no action items yet. What should change so that this does not come back?',
    ja: 'レポートにアクションアイテムがまだありません。再発防止のために何を変えますか？',
  },
  'incident/action-items-complete': {
    en: '{count, plural, one {The action item has} other {All # action items have}} an owner and a date.',
    ja: 'アクションアイテム{count, number}件すべてに担当と期限があります。',
  },
  'incident/action-items-lack': {
    en: '{count, plural, one {# action item lacks} other {# action items lack}} an owner or a date:',
    ja: '担当または期限が未定のアクションアイテムが{count, number}件あります。',
  },
  'incident/action-item-lacks': {
    en: '• {text} · owner {owner, select, none {*not named*} other {{owner}}} · due {due, select, none {*no date*} other {{due}}}',
    ja: '• {text} ・ 担当 {owner, select, none {*未定*} other {{owner}}} ・ 期限 {due, select, none {*未定*} other {{due}}}',
  },
  'incident/list': { en: '*Open incidents here*', ja: '*対応中のインシデント*' },
  'incident/list-line': {
    en: '*{title}*: {state} · lead {lead} · since {at} · `{id}`',
    ja: '*{title}*: {state} ・ 担当 {lead} ・ {at} から ・ `{id}`',
  },
  'incident/list-empty': {
    en: 'No incident is open in this channel.',
    ja: 'このチャンネルに対応中のインシデントはありません。',
  },
  'incident/timeline': { en: '*Timeline*', ja: '*タイムライン*' },
  'incident/timeline-line': { en: '{at} · {by} · {what}', ja: '{at} ・ {by} ・ {what}' },
  'incident/runbook-gone': {
    en: 'The runbook `{id}` is not there any more. `/502 check` offers the current one.',
    ja: 'ランブック `{id}` はもうありません。現在のランブックは `/502 check` の結果から選べます。',
  },
  'incident/runbook-going': {
    en: '{by} already started this runbook here at {at}.',
    ja: 'このランブックはすでに {by} が {at} に開始しています。',
  },
  'incident/runbook-resolved': {
    en: ':white_check_mark: The runbook ended: what it can check looks mended. Resolve the incident?',
    ja: ':white_check_mark: ランブックが完了しました。確認できる範囲では復旧しています。インシデントを解決済みにしますか？',
  },
  'incident/runbook-escalate': {
    en: ':warning: The runbook ends here without a fix. Escalate: call in the owner of the service or the next on-call level, and hand over the lead.',
    ja: ':warning: このランブックでは復旧に至りませんでした。エスカレーションし、サービスの責任者または次のオンコール担当に引き継いでください。',
  },
  'incident/card-title': { en: 'Runbook: {title}', ja: 'ランブック: {title}' },
  'incident/card-command': {
    en: 'Command (you run it, I do not):',
    ja: 'コマンド（ボットは実行しません。ご自身で実行してください）:',
  },
  'incident/card-undo': { en: 'To undo:', ja: '元に戻す方法:' },
  'incident/card-no-undo': { en: 'This cannot be undone.', ja: 'この操作は元に戻せません。' },
  'incident/card-guard': { en: ':warning: Only if: {guard}', ja: ':warning: 実行の条件: {guard}' },
  'incident/card-looking': { en: ':hourglass_flowing_sand: Looking…', ja: ':hourglass_flowing_sand: 確認しています…' },
  'incident/card-could-not': {
    en: ':warning: Could not look: {sentence}',
    ja: ':warning: 確認できませんでした: {sentence}',
  },
  'incident/card-nothing-to-look-at': {
    en: ':warning: Nothing to look at: no load balancer belongs to this incident.',
    ja: ':warning: このインシデントには、調査対象のロードバランサーがありません。',
  },
  'incident/card-waits': {
    en: ':hourglass_flowing_sand: Looks next at {due}, gives up at {limit}.',
    ja: ':hourglass_flowing_sand: 次の確認は {due}、打ち切りは {limit} です。',
  },
  'incident/card-done': { en: ':white_check_mark: Done by {by} at {at}', ja: ':white_check_mark: {by} が {at} に完了' },
  'incident/card-ran': { en: ':white_check_mark: {by} ran it at {at}', ja: ':white_check_mark: {by} が {at} に実行' },
  'incident/card-answered': {
    en: ':white_check_mark: {by} at {at}: *{answer}*',
    ja: ':white_check_mark: {by}（{at}）: *{answer}*',
  },
  'incident/card-skipped': {
    en: ':fast_forward: Skipped by {by} at {at}: {reason}',
    ja: ':fast_forward: {by} が {at} にスキップ: {reason}',
  },
  'incident/card-looked': {
    en: ':mag: Looked at {at}: {what}',
    ja: ':mag: {at} に確認: {what}',
  },
  'incident/card-held': {
    en: ':white_check_mark: Looked at {at}: the condition holds',
    ja: ':white_check_mark: {at} に確認: 条件を満たしました',
  },
  'incident/card-otherwise': {
    en: '{observed, select, unknown {this could not be told from outside} partly_unknown {nothing of this in what could be read; the rest could not be told from outside} not_seen {nothing of this was seen} other {it does not say which way to go}}',
    ja: '{observed, select, unknown {外部からは判断できませんでした} partly_unknown {読み取れた範囲では該当なし。残りは外部から判断できませんでした} not_seen {該当する兆候はありませんでした} other {この結果だけでは方向が決まりません}}',
  },
  'incident/card-branch': {
    en: '{title}: {state, select, seen {seen} absent {not there} other {not known}}',
    ja: '{title}: {state, select, seen {該当あり} absent {該当なし} other {不明}}',
  },
  'incident/card-gave-up': {
    en: ':warning: Gave up at {at}: the condition did not hold within the time limit.',
    ja: ':warning: {at} に打ち切り: 時間内に条件を満たしませんでした。',
  },
  'incident/card-superseded': { en: 'This step has been replaced.', ja: 'この手順は置き換えられました。' },
  'incident/verdict-stands': {
    en: 'This look could not tell the cause: the earlier verdict stands.',
    ja: '今回の確認では原因を断定できませんでした。前回までの判定を維持します。',
  },
  'incident/card-over': {
    en: 'Closed with the incident: nobody did this step before it was resolved.',
    ja: 'この手順は未実施のまま、インシデントの解決とともに終了しました。',
  },
  'incident/already-pressed': { en: 'Already pressed by {by} at {at}.', ja: 'すでに {by} が {at} に押しています。' },
  'incident/already-pressed-now': { en: 'Somebody else pressed just before you.', ja: '直前に別の人が押しました。' },
  'incident/stale-card': {
    en: 'This button is out of date. The newest card is further down in the thread.',
    ja: 'このボタンは古くなっています。スレッドの下のほうにある最新のカードを使ってください。',
  },
  'incident/old-version': {
    en: 'The runbook has changed since this card was shown. Start it again from the incident’s message.',
    ja: 'このカードの表示後に、ランブックが更新されました。インシデントのメッセージからランブックを開始し直してください。',
  },
  'incident/looking-already': { en: 'I am already looking.', ja: 'すでに確認中です。' },
  'incident/form/skip': { en: 'Skip this step', ja: '手順をスキップ' },
  'incident/form/skip-why': { en: 'Why is it skipped?', ja: 'スキップする理由' },
  'incident/form/skip-as': { en: 'Go on as if the answer were', ja: 'この回答とみなして進める' },
  'incident/form/skip-submit': { en: 'Skip', ja: 'スキップ' },
  'incident/form/hand-over': { en: 'Hand over the lead', ja: '担当の引き継ぎ' },
  'incident/form/hand-over-to': {
    en: 'New lead (choose yourself to take it)',
    ja: '新しい担当（自分を選ぶと引き受けます）',
  },
  'incident/form/hand-over-submit': { en: 'Hand over', ja: '引き継ぐ' },
  'incident/form/item': { en: 'Add action item', ja: 'アクションアイテム' },
  'incident/form/item-text': { en: 'What should change?', ja: '何を変えますか？' },
  'incident/form/item-type': { en: 'Kind', ja: '種別' },
  'incident/form/item-owner': { en: 'Owner', ja: '担当' },
  'incident/form/item-due': { en: 'Due date', ja: '期限' },
  'incident/form/item-submit': { en: 'Add', ja: '追加' },
  'incident/form/type/prevent': { en: 'Prevent: it cannot happen again', ja: '予防: 再発させない' },
  'incident/form/type/detect': { en: 'Detect: it is noticed sooner', ja: '検知: 早く気づく' },
  'incident/form/type/mitigate': { en: 'Mitigate: it hurts less', ja: '緩和: 影響を小さくする' },
  'incident/form/type/process': { en: 'Process: we work better', ja: 'プロセス: 進め方を改善する' },
  'incident/form/cancel': { en: 'Cancel', ja: 'キャンセル' },
  'incident/form/needed': { en: 'Please write something here.', ja: '入力してください。' },
} as const satisfies Readonly<Record<string, Text>>;
