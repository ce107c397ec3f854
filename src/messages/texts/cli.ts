import type { Text } from '../../domain/text.ts';

/** What the terminal says around the verdict. Names of commands and options are the same in both languages. */
export const cliTexts = {
  'cli/progress/looking': { en: 'Looking at {target}', ja: '{target} を調べています' },
  'cli/progress/done': { en: '{done}/{all} {collector}: done', ja: '{done}/{all} {collector}: 完了' },
  'cli/progress/failed': {
    en: '{done}/{all} {collector}: could not be read {note}',
    ja: '{done}/{all} {collector}: 取得できませんでした {note}',
  },
  'cli/interrupted': { en: 'Stopped before the end: no verdict.', ja: '途中で中断したため、判定はありません。' },
  'cli/bug': {
    en: 'That is a bug in this program. Please report it with the reference {reference}; the details are in {place}.',
    ja: 'このプログラムの不具合です。参照番号 {reference} を添えてご連絡ください。詳細は {place} にあります。',
  },
  'cli/port-taken': {
    en: 'Port {port} is taken by another program. Choose another one with PORT.',
    ja: 'ポート {port} はほかのプログラムが使用中です。PORT で別の番号を指定してください。',
  },
  'cli/not-installed': {
    en: '“502 {name}” comes with the repository, not with the npm package: clone it, run “npm ci”, then “npm run {name}”.',
    ja: '「502 {name}」はnpmパッケージには含まれません。リポジトリをクローンし、「npm ci」のあと「npm run {name}」を実行してください。',
  },
  'cli/no-run-yet': {
    en: 'There is no run yet. Start one with “502 check NAME”.',
    ja: 'まだ実行記録がありません。「502 check 名前」で調べてください。',
  },

  'cli/usage/no-target': {
    en: 'Which load balancer? Name, ARN, DNS name or URL: “502 check shop-alb”.',
    ja: 'どのロードバランサーを調べますか。名前、ARN、DNS名、URLのいずれかを指定してください（例: 502 check shop-alb）。',
  },
  'cli/usage/since-and-from': {
    en: 'Give either --since or --from and --to, not both.',
    ja: '--since と --from / --to は同時に指定できません。',
  },
  'cli/usage/to-without-from': { en: '--to needs a --from.', ja: '--to を使うときは --from も指定してください。' },
  'cli/usage/from-after-to': {
    en: 'The window has to end after it begins: {from} to {to}.',
    ja: '終了時刻は開始時刻より後にしてください（{from} から {to}）。',
  },
  'cli/usage/span-too-long': {
    en: 'The window may be at most 7 days long. Narrow it to the time of the failure.',
    ja: '調べられる期間は7日までです。障害の発生時間帯に絞ってください。',
  },
  'cli/usage/not-a-duration': {
    en: '“{value}” is not a span of time. Examples: 90s, 60m, 2h, 1d',
    ja: '「{value}」は期間として解釈できません。例: 90s、60m、2h、1d',
  },
  'cli/usage/not-a-time': {
    en: '{option}: “{value}” is not a time with its zone. Examples: 2026-11-20T09:15Z, 2026-11-20T18:15+09:00',
    ja: '{option}: 「{value}」はタイムゾーン付きの時刻として解釈できません。例: 2026-11-20T09:15Z、2026-11-20T18:15+09:00',
  },
  'cli/usage/unknown-option': {
    en: 'There is no option {what}. “502 help” lists them.',
    ja: '{what} というオプションはありません。「502 help」で確認できます。',
  },
  'cli/usage/option-meant': {
    en: 'There is no option {what}. Did you mean {meant}?',
    ja: '{what} というオプションはありません。{meant} ではありませんか。',
  },
  'cli/usage/unknown-command': {
    en: 'There is no command “{what}”. “502 help” lists them.',
    ja: '「{what}」というコマンドはありません。「502 help」で確認できます。',
  },
  'cli/usage/command-meant': {
    en: 'There is no command “{what}”. Did you mean “{meant}”?',
    ja: '「{what}」というコマンドはありません。「{meant}」ではありませんか。',
  },
  'cli/usage/missing-argument': {
    en: 'Something is missing: {what}. “502 help COMMAND” shows examples.',
    ja: '{what} の指定がありません。「502 help コマンド名」で例を確認できます。',
  },
  'cli/usage/missing-value': { en: '{what} needs a value.', ja: '{what} には値が必要です。' },
  'cli/usage/too-many': {
    en: 'Too many words. Put a name with spaces between quotes.',
    ja: '引数が多すぎます。空白を含む名前は引用符で囲んでください。',
  },
  'cli/usage/invalid-value': { en: 'Not a valid value: {what}', ja: '値が正しくありません: {what}' },
  'cli/usage/not-a-choice': { en: '{what} has to be one of: {allowed}', ja: '{what} に指定できる値: {allowed}' },
  'cli/usage/no-command': { en: 'Say what to do: “502 help”.', ja: 'コマンドを指定してください（502 help）。' },
  'cli/usage/other': { en: 'That was not understood: {detail}', ja: '解釈できませんでした: {detail}' },

  'cli/answer/target': { en: 'target', ja: '対象' },
  'cli/answer/path': { en: 'path', ja: '経路' },
  'cli/answer/window': { en: 'window', ja: '期間' },
  'cli/answer/errors': { en: 'errors', ja: 'エラー' },
  'cli/answer/since': { en: 'since', ja: '発生時刻' },
  'cli/answer/since-when': {
    en: '{began, select, before {at or before {at} (the window begins there)} other {{at}}}',
    ja: '{began, select, before {{at} 以前（調査期間の始まり）} other {{at}}}',
  },
  'cli/answer/until': { en: 'until', ja: '収束時刻' },
  'cli/answer/until-when': { en: '{at}, quiet since', ja: '{at}（以降の発生なし）' },
  'cli/answer/routes': { en: 'URLs', ja: '対象URL' },
  'cli/answer/clients': { en: 'clients', ja: 'クライアント' },
  'cli/answer/reproduce': { en: 'to see it', ja: '再現手順' },
  'cli/answer/by-minute': { en: 'over time', ja: '推移' },
  'cli/answer/causes': { en: 'Causes', ja: '原因の候補' },
  'cli/answer/cause-ids': { en: '{id} · runbook {runbook}', ja: '{id} · ランブック {runbook}' },
  'cli/answer/ids': { en: '[{ids}]', ja: '[{ids}]' },
  'cli/answer/more-arguments': {
    en: '{rest, plural, one {# more argument weighs} other {# more arguments weigh}} little; “502 explain” lists all.',
    ja: 'ほか{rest}件の所見はほとんど影響しません（「502 explain」ですべて表示）。',
  },
  'cli/answer/now': { en: 'Now: {remedy}', ja: '応急対応: {remedy}' },
  'cli/answer/later': { en: 'For good: {remedy}', ja: '恒久対応: {remedy}' },
  'cli/answer/unlisted': {
    en: 'Something that is not on my list: {share}',
    ja: '一覧にない原因: {share}',
  },
  'cli/answer/gaps': { en: 'Could not be looked at', ja: '確認できなかったもの' },
  'cli/answer/checklist': { en: 'Checklist', ja: 'チェックリスト' },
  'cli/answer/evidence': { en: 'Evidence', ja: '証拠' },
  'cli/answer/bundle': { en: 'Bundle:', ja: 'バンドル:' },
  'cli/answer/cost': {
    en: '{seconds, number, ::.0} s · {trips, number} round trips · {calls, number} calls · {megabytes, number, ::.0} MB · about USD {usd, number, ::.000}',
    ja: '{seconds, number, ::.0}秒 · 往復{trips, number}回 · API呼び出し{calls, number}回 · {megabytes, number, ::.0} MB · 約{usd, number, ::.000}米ドル',
  },
  'cli/answer/more': {
    en: 'Why: 502 explain {run} · what a piece of evidence held: 502 explain {run} {evidence}',
    ja: '判定の根拠: 502 explain {run} · 証拠の内容: 502 explain {run} {evidence}',
  },
  'cli/answer/more-without-evidence': { en: 'Why: 502 explain {run}', ja: '判定の根拠: 502 explain {run}' },

  'cli/explain/unknown': {
    en: '“{word}” is neither a cause nor a check nor a run. “502 explain” alone explains the last run.',
    ja: '「{word}」は原因、チェック、実行のいずれでもありません。「502 explain」だけなら直近の実行を説明します。',
  },
  'cli/explain/nearest': {
    en: '“{word}” is neither a cause nor a check nor a run. Near it: {names}',
    ja: '「{word}」は原因、チェック、実行のいずれでもありません。近い名前: {names}',
  },
  'cli/explain/no-evidence': {
    en: '{run} has no evidence {evidence}. It has: {count, plural, =0 {none} other {{ids}}}',
    ja: '{run} に証拠 {evidence} はありません。あるもの: {count, plural, =0 {なし} other {{ids}}}',
  },

  'cli/about/cause-line': {
    en: '{id} · how common: {prior} · runbook {runbook}',
    ja: '{id} · 頻度 {prior} · ランブック {runbook}',
  },
  'cli/about/mechanism': { en: 'What happens', ja: '仕組み' },
  'cli/about/mitigation': { en: 'What to do now', ja: '応急対応' },
  'cli/about/prevention': { en: 'What to do for good', ja: '恒久対応' },
  'cli/about/speaks-for': { en: 'Speaks for it', ja: '支持する所見' },
  'cli/about/speaks-against': { en: 'Speaks against it', ja: '否定する所見' },
  'cli/about/decided-by': {
    en: 'Called likely only when one of these was observed',
    ja: '「可能性が高い」と判定するために必要な所見（いずれか一組）',
  },
  'cli/about/verified-by': { en: 'Fixed when these fall silent', ja: '解消の確認（次の所見が消えること）' },
  'cli/about/check-line': {
    en: '{id} · layer {layer} · {nature} · severity {severity} · speaks by itself: {leak}',
    ja: '{id} · 層 {layer} · 種別 {nature} · 深刻度 {severity} · 一覧の原因がなくても出る頻度 {leak}',
  },
  'cli/about/says': { en: 'What it says', ja: '表示する文' },
  'cli/about/needs': { en: 'Needs', ja: '必要な証拠' },
  'cli/about/uses': { en: 'Sharpened by', ja: 'あれば使う証拠' },
  'cli/about/heard-for': { en: 'Speaks for', ja: '支持する原因' },
  'cli/about/heard-against': { en: 'Speaks against', ja: '否定する原因' },

  'cli/verify/whole': {
    en: '{incident}: the timeline is whole, {count, plural, one {# event} other {# events}}, chain head {head}.',
    ja: '{incident}: タイムラインは改変されていません（{count}件、チェーンの末尾 {head}）。',
  },
  'cli/verify/broken': {
    en: '{incident}: the timeline was changed. It breaks at event {at}: {why, select, seq {an event is missing or out of order} hash {its content is not what was written} head {events at the end are missing} other {it does not follow from the one before}}.',
    ja: '{incident}: タイムラインが改変されています。{at}件目で食い違いました（{why, select, seq {記録の欠落または順序の乱れ} hash {内容が書き込み時と異なる} head {末尾の記録の欠落} other {直前の記録とつながらない}}）。',
  },
  'cli/verify/report-whole': {
    en: 'The report is whole: its digest fits, and {sentences} sentences lead to {ids} sources.',
    ja: 'レポートは出力時のままです（ダイジェスト一致）。{sentences}文すべてが{ids}件の出典につながっています。',
  },
  'cli/verify/report-changed': {
    en: 'The report was changed after it was written: its digest does not fit its content. “502 report INCIDENT --format json” writes it anew.',
    ja: 'レポートは出力後に変更されています。ダイジェストが内容と一致しません。「502 report インシデントID --format json」で出力し直せます。',
  },
  'cli/verify/report-absent': {
    en: 'The report carries no digest, so whether it was changed cannot be told. “502 report INCIDENT --format json” writes it anew.',
    ja: 'レポートにダイジェストがなく、変更の有無を確認できません。「502 report インシデントID --format json」で出力し直せます。',
  },
  'cli/verify/report-broken': {
    en: 'The report is broken: {where} points to {id}, which is not in its appendix.',
    ja: 'レポートに不整合があります。{where} が指す {id} が付録にありません。',
  },
  'cli/store/tables': {
    en: 'Copied and compared: rows, the hash of all of them, table',
    ja: 'コピーして照合した内容（行数、全行のハッシュ、テーブル）:',
  },
  'cli/store/table': {
    en: '{rows, plural, one {# row} other {# rows}}, {hash}, {table}',
    ja: '{rows, number}行、{hash}、{table}',
  },
  'cli/store/moved': {
    en: 'All of it is in PostgreSQL, with {bundles, plural, one {# bundle} other {# bundles}} from files; every row was compared. Start the bot with the same DATABASE_URL from now on. {dir} is as it was: keep it until you are sure, then delete it.',
    ja: 'すべてPostgreSQLに移行し、全件を照合しました（ファイルからのバンドル: {bundles, number}件）。今後は同じ DATABASE_URL を付けてボットを起動してください。{dir} はそのまま残してあります。問題がないことを確認してから削除してください。',
  },
  'cli/store/file-missing': {
    en: 'Where shall the copy go? Name a new file: 502 store backup ./fiveohtwo-backup.db',
    ja: 'コピーの保存先を指定してください: 502 store backup ./fiveohtwo-backup.db',
  },
  'cli/store/no-database-url': {
    en: 'Where to? Set DATABASE_URL to an empty PostgreSQL database: postgres://user:password@host:5432/name.',
    ja: '移行先を指定してください。DATABASE_URL に空のPostgreSQLデータベースを設定します: postgres://user:password@host:5432/name',
  },
  'cli/store/backed-up': { en: 'The copy is in {file}.', ja: 'コピーを保存しました: {file}' },
  'cli/verify/no-file': { en: 'There is no such file: {path}', ja: 'ファイルがありません: {path}' },
  'cli/verify/not-a-report': {
    en: 'That is not a report of this program (fiveohtwo/report/v1).',
    ja: 'このプログラムのレポート（fiveohtwo/report/v1）ではありません。',
  },
} as const satisfies Readonly<Record<string, Text>>;
