/** What the sandbox says in the terminal. */
export type Lang = 'en' | 'ja';

/** One line to paste: the command line against the stand-in AWS, with the bot's runs beside its own. */
export function commandLine(one: Readonly<Record<'endpoint' | 'region' | 'dataDir' | 'target', string>>): string {
  const settings = {
    AWS_ENDPOINT_URL: one.endpoint,
    AWS_REGION: one.region,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    FIVEOHTWO_DATA_DIR: one.dataDir,
  };
  return `${set(settings)} npx 502 check ${quoted(one.target)}`;
}

/** As `commandLine`, for the doctor: with what the bot itself was started with. */
export function doctorLine(bot: Readonly<Record<string, string>>): string {
  return `${set(bot)} npx 502 doctor`;
}

function set(settings: Readonly<Record<string, string>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${quoted(value)}`)
    .join(' ');
}

/** For a POSIX shell, where the value needs it. */
function quoted(value: string): string {
  return /^[\w@%+=:,./…-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}

const usualLine = commandLine({ endpoint: 'http://127.0.0.1:…', region: '…', dataDir: '…', target: 'shop-alb' });

export const help: Readonly<Record<Lang, string>> = {
  en: `A whole Slack and a whole AWS on this machine, and the real bot between them. No account, no network.

  npm run sandbox                     start, then open the printed address and type /502 check shop-alb
  npm run sandbox -- --list           the worlds: what can be wrong in the stand-in AWS
  npm run sandbox -- --world ID       another world; a path takes a file of your own (docs/worlds.md)
  npm run sandbox -- --lang ja        speak Japanese: the bot's channel language, the terminal, and Aiko to act as

Options
  --world ID|FILE     world to start (default: maple)
  --list              list the worlds and stop
  --lang en|ja        language (default: en, or FIVEOHTWO_LANG)
  --only aws|slack    only one of the stand-ins; prints one line of JSON when it is ready
  --data DIR          keep the bot's data there (default: a temporary folder, removed at the end)
  --socket            the bot connects to Slack (Socket Mode) instead of being called
  --aws-port N        port of the stand-in AWS     (default: any free one)
  --slack-port N      port of Slack and its page   (default: 5502, or any free one)
  --bot-port N        port of the bot              (default: any free one)
  --no-alarm          the world's alarm does not fire by itself
  --verbose           show the bot's log
  --help              this

Examples
  npm run sandbox -- --world ./my-world.yaml
  node sandbox/main.ts --only aws     the stand-in AWS alone

The command line against the stand-in AWS; the sandbox prints this line with everything filled in:
  ${usualLine}

Ctrl-C stops everything.
`,
  ja: `このマシンの中だけで動くSlackとAWSの代役と、本物のボットを起動します。アカウントもネットワークも不要です。

  npm run sandbox                     起動後、表示されたアドレスを開き /502 check shop-alb と入力
  npm run sandbox -- --list           世界（AWSで何が壊れているか）の一覧
  npm run sandbox -- --world ID       別の世界を使う。自作ファイルのパスも可（docs/worlds.md）
  npm run sandbox -- --lang ja        日本語で使う（ボットのチャンネルの言語と端末の表示。操作する人はAiko）

オプション
  --world ID|FILE     起動する世界（省略時: maple）
  --list              世界の一覧を表示して終了
  --lang en|ja        言語（省略時: FIVEOHTWO_LANG、なければ en）
  --only aws|slack    片方だけ起動し、準備ができたらJSONを1行出力
  --data DIR          ボットのデータの置き場所（省略時: 一時フォルダー。終了時に削除）
  --socket            ボットからSlackに接続する（Socket Mode）
  --aws-port N        AWSの代役のポート（省略時: 空きポート）
  --slack-port N      Slackの代役と画面のポート（省略時: 5502、使用中なら空きポート）
  --bot-port N        ボットのポート（省略時: 空きポート）
  --no-alarm          世界のアラームを自動で発報しない
  --verbose           ボットのログを表示
  --help              このヘルプ

例
  npm run sandbox -- --world ./my-world.yaml
  node sandbox/main.ts --only aws     AWSの代役だけを起動

コマンドラインから調べるには（起動時に、値の入った1行が表示されます）:
  ${usualLine}

Ctrl-Cですべて止まります。
`,
};

export const said = {
  en: {
    ready: (ms: number) => `Ready in ${(ms / 1000).toFixed(1)} s. Three programs run on this machine:`,
    aws: 'stand-in AWS',
    slack: 'stand-in Slack',
    bot: 'the bot',
    world: 'world',
    open: (url: string, target: string) => `Open ${url} and type  /502 check ${target}`,
    alarm: (channel: string) => `Or wait: what is wrong sets off its alarm in #${channel} within seconds.`,
    terminal: 'Or, from this folder in another terminal:',
    doctor: 'What the doctor says of this bot:',
    stop: 'Ctrl-C stops everything.',
    stopping: 'Stopping…',
    data: 'data',
    portTaken: (port: number, option: string) =>
      `Port ${port} is taken by another program. Choose another one with --${option} N, or leave the option out.`,
    noWorld: (id: string, nearest: readonly string[]) =>
      `There is no world "${id}".${nearest.length > 0 ? ` Did you mean ${nearest.join(' or ')}?` : ''} See all of them with --list.`,
    botEnded: (how: string) => `The bot ended by itself (${how}). Its last log lines:`,
    botSilent: (seconds: number) => `The bot did not answer at /healthz within ${seconds} s. Its last log lines:`,
    botDeaf: 'The bot refused the check of its request URL: do signing secret and address fit?',
    seeHelp: 'See --help.',
  },
  ja: {
    ready: (ms: number) => `${(ms / 1000).toFixed(1)}秒で準備できました。次の3つが動いています。`,
    aws: 'AWSの代役',
    slack: 'Slackの代役',
    bot: 'ボット',
    world: '世界',
    open: (url: string, target: string) => `${url} を開き、/502 check ${target} と入力してください`,
    alarm: (channel: string) => `入力せずに待っても、異常があれば数秒でアラームが #${channel} に届きます。`,
    terminal: '別の端末のこのフォルダーで次の1行を実行することもできます。',
    doctor: 'このボットを診断するには:',
    stop: 'Ctrl-Cですべて止まります。',
    stopping: '停止しています…',
    data: 'データ',
    portTaken: (port: number, option: string) =>
      `ポート ${port} は別のプログラムが使用中です。--${option} N で別のポートを指定するか、指定を外してください。`,
    noWorld: (id: string, nearest: readonly string[]) =>
      `世界 "${id}" はありません。${nearest.length > 0 ? `近い名前: ${nearest.join('、')}。` : ''}--list で一覧を表示できます。`,
    botEnded: (how: string) => `ボットが終了しました（${how}）。最後のログ:`,
    botSilent: (seconds: number) => `ボットが${seconds}秒以内に /healthz に応答しませんでした。最後のログ:`,
    botDeaf: 'ボットがリクエストURLの確認を拒否しました。署名シークレットとアドレスを確認してください。',
    seeHelp: '--help をご覧ください。',
  },
} as const;

/** The person at the terminal can act on it: shown as one sentence, without a stack. */
export class Trouble extends Error {
  readonly exitCode: number;

  constructor(sentence: string, exitCode: number) {
    super(sentence);
    this.name = 'Trouble';
    this.exitCode = exitCode;
  }
}
