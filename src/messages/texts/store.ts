import type { Text } from '../../domain/text.ts';

/** The data directory and the bundles in it. */
export const storeTexts = {
  'store/data-in-use': {
    en: 'Another process is using {dir}: process {pid} on {host}, since {since}. Stop it first, or set FIVEOHTWO_DATA_DIR to another directory.',
    ja: '{dir} は別のプロセスが使用中です（{host} のプロセス {pid}、{since} から）。先にそのプロセスを止めるか、FIVEOHTWO_DATA_DIR に別のディレクトリを指定してください。',
  },
  'store/no-data': {
    en: 'There is no data of the bot in {dir}. Set FIVEOHTWO_DATA_DIR to the directory that the bot uses.',
    ja: '{dir} にはボットのデータがありません。ボットが使うディレクトリを FIVEOHTWO_DATA_DIR に指定してください。',
  },
  'store/newer-data': {
    en: 'A newer version of fiveohtwo wrote this data (step {version}). Install that version or a later one.',
    ja: 'このデータは このfiveohtwoより新しいバージョンで書かれています（{version}）。そのバージョン以降をインストールしてください。',
  },
  'store/older-data': {
    en: 'An older version of fiveohtwo wrote the data in {dir}. Start "502 serve" once with this version: it brings the data up to date.',
    ja: '{dir} のデータは古いバージョンのfiveohtwoで書かれています。このバージョンで「502 serve」を一度起動すると、データが更新されます。',
  },
  'store/run-not-found': {
    en: 'There is no run {run} here. Look up its id in the thread or in the output of "502 check".',
    ja: '実行 {run} は見つかりません。スレッドか「502 check」の出力でIDを確認してください。',
  },
  'store/bundle-not-there': {
    en: 'There is no bundle at {path}. Give the bundle’s folder or its bundle.json.',
    ja: '{path} にバンドルがありません。バンドルのフォルダーか bundle.json を指定してください。',
  },
  'store/bad-bundle': {
    en: '{path} is not a bundle that this version can read. It is damaged, or it is another kind of file.',
    ja: '{path} は、このバージョンで読めるバンドルではありません。壊れているか、別の種類のファイルです。',
  },
  'store/backup-exists': {
    en: '{path} exists already, and a backup never overwrites. Give the name of a new file.',
    ja: '{path} はすでにあります。バックアップは上書きしません。新しいファイル名を指定してください。',
  },
  'store/bad-url': {
    en: 'DATABASE_URL is not the address of a PostgreSQL database. It looks like postgres://user:password@host:5432/name.',
    ja: 'DATABASE_URL がPostgreSQLの接続先になっていません。postgres://user:password@host:5432/name の形で指定してください。',
  },
  'store/database-away': {
    en: 'PostgreSQL at {where} cannot be reached: {why}. See that it runs and that this machine may connect to it, then start again.',
    ja: '{where} のPostgreSQLに接続できません（{why}）。サーバーが動いていること、このマシンから接続できることを確認して、起動し直してください。',
  },
  'store/database-refuses': {
    en: 'PostgreSQL at {where} refuses us: {why}. Check the user, the password and the name of the database in DATABASE_URL.',
    ja: '{where} のPostgreSQLに接続を拒否されました（{why}）。DATABASE_URL のユーザー名、パスワード、データベース名を確認してください。',
  },
  'store/old-postgres': {
    en: 'This server is PostgreSQL {version}; fiveohtwo needs {needed} or later. Upgrade the server, or give DATABASE_URL of another one.',
    ja: 'このサーバーはPostgreSQL {version} です。fiveohtwoには {needed} 以降が必要です。サーバーを更新するか、DATABASE_URL に別のサーバーを指定してください。',
  },
  'store/not-durable': {
    en: 'PostgreSQL at {where} has {name} = {value}: a crash could lose what was acknowledged. Switch it on: ALTER SYSTEM SET {name} = on; SELECT pg_reload_conf(); (if a role or database sets it, ALTER ROLE or ALTER DATABASE … RESET {name};)',
    ja: '{where} のPostgreSQLは {name} = {value} です。クラッシュすると、受け付け済みのデータを失うおそれがあります。有効にしてください: ALTER SYSTEM SET {name} = on; SELECT pg_reload_conf();（ロールやデータベースに設定されている場合は ALTER ROLE または ALTER DATABASE … RESET {name};）',
  },
  'store/no-data-there': {
    en: 'There is no data of the bot in the database {where}. Give DATABASE_URL of the database that the bot uses, or start "502 serve" once.',
    ja: 'データベース {where} にはボットのデータがありません。ボットが使うデータベースを DATABASE_URL に指定するか、「502 serve」を一度起動してください。',
  },
  'store/target-in-use': {
    en: 'A bot is using the database {where}. Stop every "502 serve" on it, then move.',
    ja: 'データベース {where} はボットが使用中です。そのデータベースを使う「502 serve」をすべて止めてから移行してください。',
  },
  'store/target-not-empty': {
    en: 'The database {where} holds data of a bot already (table {table}); a move never mixes two. Give DATABASE_URL of an empty database.',
    ja: 'データベース {where} にはすでにボットのデータがあります（テーブル {table}）。移行で2つのデータを混ぜることはしません。空のデータベースを DATABASE_URL に指定してください。',
  },
} as const satisfies Readonly<Record<string, Text>>;
