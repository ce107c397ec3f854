import type { Text } from '../../domain/text.ts';

/** `502 --help`. Plain text without arguments; columns of the examples are aligned by hand. */
export const helpTexts = {
  'cli/help/502': {
    en: 'Says who made the HTTP 502s behind an AWS load balancer, why, and what to do.\nReads only. The same evidence always gives the same verdict.',
    ja: 'AWSのロードバランサー配下で起きたHTTP 502について、返した主体、原因、対応を示します。\n読み取りのみ行います。同じ証拠からは必ず同じ判定になります。',
  },
  'cli/help/version': { en: 'print the version', ja: 'バージョンを表示' },
  'cli/help/help': { en: 'explain a command', ja: 'コマンドの説明を表示' },
  'cli/help/heading/usage': { en: 'Usage:', ja: '使い方:' },
  'cli/help/heading/arguments': { en: 'Arguments:', ja: '引数:' },
  'cli/help/heading/options': { en: 'Options:', ja: 'オプション:' },
  'cli/help/heading/commands': { en: 'Commands:', ja: 'コマンド:' },
  'cli/help/heading/examples': { en: 'Examples:', ja: '例:' },
  'cli/help/check': { en: 'find out why a load balancer answers 502', ja: 'ロードバランサーが502を返す原因を調べる' },
  'cli/help/replay': {
    en: 'give the verdict of a recorded run again, offline',
    ja: '記録した実行の判定をオフラインで再現する',
  },
  'cli/help/explain': {
    en: 'show the arithmetic of a run, or what a cause or a check is',
    ja: '判定の計算過程、または原因やチェックの内容を表示する',
  },
  'cli/help/serve': { en: 'run the Slack bot', ja: 'Slackボットを起動する' },
  'cli/help/report': { en: 'write the report of an incident', ja: 'インシデントのレポートを出力する' },
  'cli/help/verify': {
    en: 'prove that the timeline of an incident is unchanged',
    ja: 'インシデントのタイムラインが改変されていないことを確かめる',
  },
  'cli/help/doctor': {
    en: 'try everything that the bot stands on, and say how to mend what does not work',
    ja: 'ボットの動作に必要なものをすべて実際に試し、異常の直し方を示す',
  },
  'cli/help/store': {
    en: 'look after the database: back it up, move it to PostgreSQL',
    ja: 'データベースを管理する（バックアップ、PostgreSQLへの移行）',
  },
  'cli/help/sandbox': {
    en: 'try everything without an account: a stand-in AWS, a stand-in Slack, the real bot',
    ja: 'アカウントなしで試す（AWSとSlackは代役、ボットは本物）',
  },
  'cli/help/bench': { en: 'measure how often the verdict is right', ja: '判定の正しさを測る' },
  'cli/help/arg/target': {
    en: 'name, ARN, DNS name, https URL or unique prefix of the load balancer',
    ja: 'ロードバランサーの名前、ARN、DNS名、https URL、または一意に決まる先頭部分',
  },
  'cli/help/arg/bundle': {
    en: 'bundle file, its folder, or the id of a run',
    ja: 'バンドルのファイル、フォルダー、または実行のID',
  },
  'cli/help/arg/about': {
    en: 'run, bundle, cause or check (default: the last run)',
    ja: '実行、バンドル、原因、チェックのいずれか（省略時は直近の実行）',
  },
  'cli/help/arg/evidence': { en: 'id of a piece of evidence, to see what it held', ja: '証拠のID（内容を表示）' },
  'cli/help/arg/incident': { en: 'id of the incident: inc_…', ja: 'インシデントのID（inc_…）' },
  'cli/help/arg/incident-or-report': {
    en: 'id of the incident, or the JSON file of a report',
    ja: 'インシデントのID、またはレポートのJSONファイル',
  },
  'cli/help/arg/doctor-target': {
    en: 'load balancer to try the permissions with (default: the one checked last)',
    ja: '権限を試すロードバランサー（省略時は最後に調べたもの）',
  },
  'cli/help/arg/store-action': { en: 'what to do', ja: '操作' },
  'cli/help/arg/backup': { en: 'new file for the copy', ja: 'コピー先の新しいファイル' },
  'cli/help/option/help': { en: 'show this help', ja: 'この説明を表示' },
  'cli/help/option/since': {
    en: 'how far back: 90s, 60m, 2h, 1d (default: 60m)',
    ja: 'さかのぼる長さ: 90s、60m、2h、1d（省略時は60m）',
  },
  'cli/help/option/from': { en: 'begin of the window: 2026-11-20T09:15Z', ja: '期間の開始: 2026-11-20T09:15Z' },
  'cli/help/option/to': { en: 'end of the window (default: now)', ja: '期間の終了（省略時は現在）' },
  'cli/help/option/region': { en: 'look in this AWS region only', ja: '調べるAWSリージョン' },
  'cli/help/option/profile': {
    en: 'look with this profile of the settings only',
    ja: '使うプロファイル（設定ファイルの名前）',
  },
  'cli/help/option/lang': { en: 'language of the answer', ja: '表示言語' },
  'cli/help/option/format': { en: 'how the answer is written (default: text)', ja: '出力形式（省略時はtext）' },
  'cli/help/option/doctor-format': { en: 'how the result is written (default: text)', ja: '出力形式（省略時はtext）' },
  'cli/help/option/report-format': { en: 'how the report is written (default: md)', ja: '出力形式（省略時はmd）' },
  'cli/help/option/bundle': { en: 'put a copy of the evidence there', ja: '証拠のコピーを置くフォルダー' },
  'cli/help/option/schema': {
    en: 'print the JSON Schema of the answer and stop',
    ja: 'JSON出力のスキーマを表示して終了',
  },
  'cli/examples/502': {
    en: '  502 check shop-alb                 why does it answer 502? (the last hour)\n  502 explain                        how was that verdict reached?\n  502 sandbox                        no AWS account at hand? start here\n  502 help check                     all options of one command',
    ja: '  502 check shop-alb                 502の原因を調べる（直近1時間）\n  502 explain                        その判定の根拠を見る\n  502 sandbox                        AWSアカウントなしで試す\n  502 help check                     コマンドの全オプションを見る',
  },
  'cli/examples/check': {
    en: '  502 check shop-alb\n  502 check https://shop.example.com --since 15m\n  502 check shop-alb --from 2026-11-20T09:15Z --to 2026-11-20T10:15Z\n  502 check shop-alb --format json | jq .causes[0]\n\nExit codes:\n  0  healthy, or not a 502      2  cause found        3  unclear\n  64 usage    69 AWS not reachable    77 no or denied credentials    70 a bug',
    ja: '  502 check shop-alb\n  502 check https://shop.example.com --since 15m\n  502 check shop-alb --from 2026-11-20T09:15Z --to 2026-11-20T10:15Z\n  502 check shop-alb --format json | jq .causes[0]\n\n終了コード:\n  0  正常、または502ではない    2  原因を特定    3  断定できない\n  64 使い方の誤り    69 AWSに接続できない    77 認証情報なし・権限不足    70 不具合',
  },
  'cli/examples/replay': {
    en: '  502 replay ./bundle.json           a bundle that somebody sent you\n  502 replay run_01JD8Z2V7Q --format markdown',
    ja: '  502 replay ./bundle.json           受け取ったバンドルから\n  502 replay run_01JD8Z2V7Q --format markdown',
  },
  'cli/examples/explain': {
    en: '  502 explain                        the last run, the whole arithmetic\n  502 explain run_01JD8Z2V7Q ev_7    what that evidence held\n  502 explain oom-kill               what that cause is, with its sources\n  502 explain targets/unhealthy      what that check asks',
    ja: '  502 explain                        直近の実行の計算過程\n  502 explain run_01JD8Z2V7Q ev_7    その証拠の内容\n  502 explain oom-kill               その原因の説明と出典\n  502 explain targets/unhealthy      そのチェックの内容',
  },
  'cli/examples/serve': {
    en: [
      '  SLACK_BOT_TOKEN=xoxb-… SLACK_SIGNING_SECRET=… 502 serve   Slack calls the bot over HTTPS',
      '  SLACK_BOT_TOKEN=xoxb-… SLACK_APP_TOKEN=xapp-… 502 serve   Socket Mode: the bot calls Slack, no address needed',
      '',
      'Also from the environment:',
      '  DATABASE_URL       PostgreSQL, for several processes (without it: a file in FIVEOHTWO_DATA_DIR)',
      '  FIVEOHTWO_CONFIG   the settings file (without it: fiveohtwo.yaml here, if there is one)',
      '  PORT               where it listens (3000). Two bots on one machine need two',
      '',
      'Paths: /slack/events for Slack; /healthz what works and what does not, /readyz send requests here, /livez the process',
      'answers; /metrics for Prometheus. “502 doctor” tells what is missing.',
    ].join('\n'),
    ja: [
      '  SLACK_BOT_TOKEN=xoxb-… SLACK_SIGNING_SECRET=… 502 serve   SlackからHTTPSで呼び出す',
      '  SLACK_BOT_TOKEN=xoxb-… SLACK_APP_TOKEN=xapp-… 502 serve   Socket Mode（ボットからSlackに接続、公開アドレス不要）',
      '',
      'そのほかの環境変数:',
      '  DATABASE_URL       PostgreSQL。複数プロセスで動かす場合（省略時は FIVEOHTWO_DATA_DIR 内のファイル）',
      '  FIVEOHTWO_CONFIG   設定ファイル（省略時はカレントディレクトリの fiveohtwo.yaml。なくても可）',
      '  PORT               待ち受けるポート（3000）。1台で2つ動かす場合は別々の値に',
      '',
      'パス: Slack用は /slack/events。/healthz は何が動いているか、/readyz はリクエストを受けられるか、/livez はプロセスの生存、',
      '/metrics はPrometheus用です。足りない設定は「502 doctor」で分かります。',
    ].join('\n'),
  },
  'cli/examples/report': {
    en: '  502 report inc_01JD8Z2V7Q > report.md\n  502 report inc_01JD8Z2V7Q --format json --lang ja',
    ja: '  502 report inc_01JD8Z2V7Q > report.md\n  502 report inc_01JD8Z2V7Q --format json --lang en',
  },
  'cli/examples/verify': {
    en: '  502 verify inc_01JD8Z2V7Q          the hash chain of its timeline\n  502 verify report.json             that every sentence has its source\n\nExit codes: 0 whole, 2 changed',
    ja: '  502 verify inc_01JD8Z2V7Q          タイムラインのハッシュチェーン\n  502 verify report.json             全文に出典があること\n\n終了コード: 0 問題なし、2 改変あり',
  },
  'cli/examples/doctor': {
    en: '  502 doctor                         beside the running bot, with its environment\n  502 doctor shop-alb --format json | jq \'.found[] | select(.state == "failed")\'\n\nExit codes:\n  0  all that is needed works    2  something does not    3  something is not known\n  64 usage    70 a bug',
    ja: '  502 doctor                         ボットと同じマシン、同じ環境変数で実行\n  502 doctor shop-alb --format json | jq \'.found[] | select(.state == "failed")\'\n\n終了コード:\n  0  必要なものはすべて正常    2  異常あり    3  不明あり\n  64 使い方の誤り    70 不具合',
  },
  'cli/examples/store': {
    en: [
      '  502 store backup ./fiveohtwo-backup.db   also while “502 serve” runs; of PostgreSQL where DATABASE_URL is set.',
      '                                           The file is a whole embedded database: as fiveohtwo.db in an empty',
      '                                           data directory, the bot starts from it',
      '  DATABASE_URL=postgres://bot:secret@db:5432/bot 502 store move',
      '                                           from the data directory to an empty PostgreSQL (15 or later): stop the',
      '                                           bot first, afterwards start it with DATABASE_URL. All or nothing, every',
      '                                           row compared; the data directory stays as it was',
    ].join('\n'),
    ja: [
      '  502 store backup ./fiveohtwo-backup.db   「502 serve」の実行中でも可。DATABASE_URL を設定していればPostgreSQLの',
      '                                           コピー。空のデータディレクトリーに fiveohtwo.db として置けば、',
      '                                           ボットはそこから起動できます',
      '  DATABASE_URL=postgres://bot:secret@db:5432/bot 502 store move',
      '                                           データディレクトリーから空のPostgreSQL（15以降）へ移行。先にボットを',
      '                                           止め、移行後は DATABASE_URL を付けて起動します。全件を1行ずつ照合し、',
      '                                           失敗したら何も残しません。元のデータはそのまま残ります',
    ].join('\n'),
  },
  'cli/examples/sandbox': {
    en: '  502 sandbox                        start it, then open the page that it names\n  502 sandbox --list                 the incidents to choose from',
    ja: '  502 sandbox                        起動して、表示されたページを開く\n  502 sandbox --list                 選べる障害の一覧',
  },
} as const satisfies Readonly<Record<string, Text>>;

export type HelpId = keyof typeof helpTexts;
