import type { Text } from '../../domain/text.ts';

/** Alarms: their message, what is said below it, muting and choosing a target. In Slack's mrkdwn; what fills a text is escaped. */
export const alarmTexts = {
  'alarm/state/alarm': { en: 'ALARM', ja: 'ALARM（発報中）' },
  'alarm/state/ok': { en: 'OK again', ja: 'OK（復旧）' },
  'alarm/state/insufficient-data': { en: 'NO DATA', ja: 'データ不足' },
  'alarm/root/title': {
    en: '{icon} {state}{severity, select, none {} other { · {severity}}}: {name}',
    ja: '{icon} {state}{severity, select, none {} other { ・ {severity}}}: {name}',
  },
  'alarm/root/title-many': {
    en: '{icon} {state}{severity, select, none {} other { · {severity}}}: {name} and {more, plural, one {# more alarm} other {# more alarms}}',
    ja: '{icon} {state}{severity, select, none {} other { ・ {severity}}}: {name} ほか{more, number}件',
  },
  'alarm/root/since-alarm': {
    en: '{known, select, yes {Load balancer *{target}* · in} other {In}} ALARM since {at}',
    ja: '{known, select, yes {ロードバランサー *{target}* ・ } other {}}{at} から発報中',
  },
  'alarm/root/since-ok': {
    en: '{known, select, yes {Load balancer *{target}* · } other {}}OK since {at}.{open, select, yes { The incident stays open until somebody resolves it.} other {}}',
    ja: '{known, select, yes {ロードバランサー *{target}* ・ } other {}}{at} にOKへ戻りました。{open, select, yes {インシデントは手動で解決済みにするまで続きます。} other {}}',
  },
  'alarm/root/since-insufficient-data': {
    en: '{known, select, yes {Load balancer *{target}* · no} other {No}} data since {at}. That does not mean that it has recovered.',
    ja: '{known, select, yes {ロードバランサー *{target}* ・ } other {}}{at} からデータがありません。復旧したとは限りません。',
  },
  'alarm/root/fired': {
    en: 'Fired {count, plural, one {once} other {# times}} since {at}{flapping, select, yes {; it keeps switching between ALARM and OK, so only this count is updated} other {}}.',
    ja: '{at} から{count, number}回発報{flapping, select, yes {（発報と復旧を繰り返しているため、ここで件数だけを更新します）} other {}}。',
  },
  'alarm/root/tally': {
    en: '{alarms, plural, one {# alarm} other {# alarms}}: {inAlarm, number} in ALARM, {ok, number} OK{noData, plural, =0 {} other {, # without data}}',
    ja: 'アラーム{alarms, number}件: 発報中{inAlarm, number}件、OK {ok, number}件{noData, plural, =0 {} other {、データ不足#件}}',
  },
  'alarm/root/line': {
    en: '• {state} · {name}{known, select, yes {} looking { · which load balancer is being looked up} other { · load balancer not known}}',
    ja: '• {state} ・ {name}{known, select, yes {} looking { ・ 対象を確認中} other { ・ 対象不明}}',
  },
  'alarm/root/more': { en: '… and {count, number} more', ja: '… ほか{count, number}件' },
  'alarm/root/unplaced': {
    en: 'For {count, plural, one {# alarm} other {# alarms}} the load balancer is not known. They are shown here because they fired at the same time in the same account and region; the cause may be another one.',
    ja: '{count, number}件は対象のロードバランサーが不明です。同じアカウントとリージョンで同時に発報したためまとめていますが、原因が同じとは限りません。',
  },
  'alarm/root/locating': {
    en: ':hourglass_flowing_sand: Looking up which load balancer this alarm is about…',
    ja: ':hourglass_flowing_sand: どのロードバランサーのアラームかを確認しています…',
  },
  'alarm/root/looking': {
    en: ':hourglass_flowing_sand: Checking who makes the errors on {target}…',
    ja: ':hourglass_flowing_sand: {target} のエラーを誰が返しているか調査しています…',
  },
  'alarm/root/not-looked': {
    en: ':warning: {target} could not be looked at: {why}',
    ja: ':warning: {target} を調査できませんでした: {why}',
  },
  'alarm/root/which': {
    en: '*Which load balancer is this alarm about?* I do not guess: {why}',
    ja: '*どのロードバランサーのアラームですか？* 推測はしません。{why}',
  },
  'alarm/root/reason': { en: 'What the alarm says:', ja: 'アラームの内容:' },
  'alarm/root/link': { en: '<{link}|Open the alarm>', ja: '<{link}|アラームを開く>' },
  'alarm/root/muted': {
    en: ':no_bell: Muted by {by} until {until} ({scope, select, alarm {one alarm} target {this load balancer} other {the whole channel}}): {reason}',
    ja: ':no_bell: {by} が {until} までミュート中（{scope, select, alarm {アラーム1件} target {このロードバランサー} other {チャンネル全体}}）: {reason}',
  },
  'alarm/why/not-cloudwatch': {
    en: 'the alarm names no load balancer. It does not come from CloudWatch, so AWS cannot be asked.',
    ja: 'アラームにロードバランサーの指定がありません。CloudWatchのアラームではないため、AWSでも確認できません。',
  },
  'alarm/why/nothing-named': {
    en: 'nothing that it watches leads to a load balancer (looked at: {seen}).',
    ja: 'アラームの監視対象からロードバランサーをたどれませんでした（確認したもの: {seen}）。',
  },
  'alarm/why/several': {
    en: 'what it watches leads to several: {names}.',
    ja: '監視対象から複数のロードバランサーにたどり着きました: {names}。',
  },
  'alarm/why/gone': {
    en: 'AWS does not know the alarm {name} any more.',
    ja: 'アラーム {name} は、すでにAWSにありません。',
  },
  'alarm/why/denied': {
    en: 'AWS denied the look-up; the IAM action `{action}` would allow it.',
    ja: 'AWSへの問い合わせが拒否されました。IAMアクション `{action}` を許可すると確認できます。',
  },
  'alarm/why/throttled': {
    en: 'AWS throttled the look-up (`{action}`).',
    ja: 'AWS APIのレート制限により確認できませんでした（`{action}`）。',
  },
  'alarm/why/failed': {
    en: 'AWS did not answer (`{action}`).',
    ja: 'AWSから応答がありませんでした（`{action}`）。',
  },
  'alarm/ok-line': {
    en: ':white_check_mark: {count, plural, one {The alarm {name} is} other {All # alarms are}} OK again since {at}. “Look again” tells whether the errors have stopped.',
    ja: ':white_check_mark: {at} に{count, plural, =1 {アラーム {name} が} other {アラーム#件すべてが}}OKに戻りました。エラーが止まったかどうかは「再確認」で調べられます。',
  },
  'alarm/reminder': {
    en: ':alarm_clock: {count, plural, one {{name} has been in ALARM for} other {# alarms are still in ALARM; the longest, {name}, for}} {minutes, plural, one {# minute} other {# minutes}}.{last, select, yes { This is the last reminder in this thread; from now on only the message above is updated.} other {}}',
    ja: ':alarm_clock: {count, plural, =1 {} other {アラーム#件が発報中です。最も長い }}{name} は発報したまま{minutes, number}分たっています。{last, select, yes {スレッドでのリマインドはこれが最後です。以後は上のメッセージだけを更新します。} other {}}',
  },
  'alarm/died': {
    en: ':rotating_light: An alarm came in and I failed to handle it: *{name}* is {state, select, alarm {in ALARM} ok {OK} other {without data}}. Reference `{reference}`; please look at it yourself.',
    ja: ':rotating_light: アラームを受け取りましたが、処理できませんでした: *{name}* （{state, select, alarm {発報中} ok {OK} other {データ不足}}）。直接確認してください。参照番号 `{reference}`',
  },
  'alarm/button/mute': { en: 'Mute…', ja: 'ミュート…' },
  'alarm/button/unmute': { en: 'Unmute', ja: 'ミュート解除' },
  'alarm/button/list': { en: 'All alarms', ja: 'アラーム一覧' },
  'alarm/button/other': { en: 'Another…', ja: 'その他…' },
  'alarm/menu/target': { en: 'Choose a load balancer…', ja: 'ロードバランサーを選択…' },
  'alarm/not-muted': { en: 'Nothing is muted here any more.', ja: 'すでにミュートは解除されています。' },
  'alarm/mute-when': {
    en: 'Choose a time in the future, at most 7 days from now.',
    ja: '現在より後で、7日以内の時刻を選んでください。',
  },
  'alarm/mute-no-alarms': {
    en: 'This incident has no alarms, so there is nothing to mute.',
    ja: 'このインシデントにはアラームがないため、ミュートする対象がありません。',
  },
  'alarm/target-known': {
    en: '{target} is already being looked at here.',
    ja: '{target} はすでに調査対象になっています。',
  },
  'alarm/target-empty': { en: 'Enter a load balancer.', ja: 'ロードバランサーを入力してください。' },
  'alarm/form/mute': { en: 'Mute alarms', ja: 'アラームのミュート' },
  'alarm/form/mute-submit': { en: 'Mute', ja: 'ミュート' },
  'alarm/form/mute-what': { en: 'What to mute', ja: '対象' },
  'alarm/form/mute-how-long': { en: 'For how long', ja: '期間' },
  'alarm/form/mute-until': {
    en: 'Until (only if “Until a time” is chosen above)',
    ja: '終了時刻（「時刻を指定」を選んだ場合のみ）',
  },
  'alarm/form/mute-why': { en: 'Why (everybody sees it)', ja: '理由（全員に表示されます）' },
  'alarm/form/scope/alarm': { en: 'This alarm', ja: 'このアラーム' },
  'alarm/form/scope/target': { en: 'Alarms of this load balancer', ja: 'このロードバランサーのアラーム' },
  'alarm/form/scope/channel': { en: 'All alarms of this channel', ja: 'このチャンネルの全アラーム' },
  'alarm/form/span/30m': { en: '30 minutes', ja: '30分' },
  'alarm/form/span/1h': { en: '1 hour', ja: '1時間' },
  'alarm/form/span/4h': { en: '4 hours', ja: '4時間' },
  'alarm/form/span/until': { en: 'Until a time', ja: '時刻を指定' },
  'alarm/form/target': { en: 'Load balancer', ja: 'ロードバランサー' },
  'alarm/form/target-submit': { en: 'Check it', ja: '調査する' },
  'alarm/form/target-what': { en: 'Name, ARN, DNS name or URL', ja: '名前、ARN、DNS名、URL' },
  'alarm/list/title': { en: 'All alarms of {title}', ja: 'アラーム一覧: {title}' },
  'alarm/list/line': {
    en: '{at} UTC  {state}  {name}{target, select, none {} other {  {target}}}',
    ja: '{at} UTC  {state}  {name}{target, select, none {} other {  {target}}}',
  },
  'alarm/chart-title': { en: '{metric} of {whose}', ja: '{whose} の {metric}' },
} as const satisfies Readonly<Record<string, Text>>;
