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
} as const satisfies Readonly<Record<string, Text>>;
