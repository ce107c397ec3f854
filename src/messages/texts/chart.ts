import type { Text } from '../../domain/text.ts';

/** What a chart says in words. Numbers and times come formatted: '40 per minute', '12:01 JST (03:01 UTC)'. */
export const chartTexts = {
  'chart/rose': {
    en: '{name} rose at {at}: at most {before} before, {after} at the peak at {peak}.',
    ja: '{name}は{at}に増加しました。それまでは最大{before}、ピークは{peak}の{after}です。',
  },
  'chart/began': {
    en: '{name} began at {at}: none before, {after} at the peak at {peak}.',
    ja: '{name}は{at}に発生し始めました。それまでは0、ピークは{peak}の{after}です。',
  },
  'chart/fell': {
    en: '{name} fell at {at}: at least {before} before, {after} at the lowest at {peak}.',
    ja: '{name}は{at}に低下しました。それまでは最小{before}、最低値は{peak}の{after}です。',
  },
  'chart/range': {
    en: '{name}: {range} from {from} to {to}, highest at {peak}.',
    ja: '{name}は{from}〜{to}に{range}で推移し、最大となったのは{peak}です。',
  },
  'chart/level': {
    en: '{name}: {value} throughout, from {from} to {to}.',
    ja: '{name}は{from}〜{to}の間、{value}で一定です。',
  },
  'chart/nothing': {
    en: 'There is no data for {name} from {from} to {to}: nothing can be said about it.',
    ja: '{name}は{from}〜{to}のデータがなく、推移を判断できません。',
  },
  'chart/beyond': {
    en: '{direction, select, above {Above} other {Below}} the threshold ({threshold}) in {count} of {all} points.',
    ja: 'しきい値（{threshold}）を{direction, select, above {上回った} other {下回った}}のは{all}点中{count}点です。',
  },
  'chart/beyond-or-at': {
    en: 'At or {direction, select, above {above} other {below}} the threshold ({threshold}) in {count} of {all} points.',
    ja: 'しきい値（{threshold}）{direction, select, above {以上} other {以下}}だったのは{all}点中{count}点です。',
  },
  'chart/fired': { en: 'The alarm fired at {at}.', ja: 'アラームの発報は{at}です。' },
  'chart/last': { en: 'Last value: {value} at {at}.', ja: '最新の値は{at}の{value}です。' },
  'chart/other': { en: '{name}: {value} at most, at {at}.', ja: '{name}の最大は{at}の{value}です。' },
  'chart/other-nothing': { en: '{name}: no data.', ja: '{name}のデータはありません。' },
  'chart/missing': {
    en: 'No data for {count} of {all} points; that is not zero.',
    ja: '{all}点中{count}点はデータがありません（0ではありません）。',
  },
  'chart/series-missing': {
    en: 'Not drawn, because data is missing in places: {names}.',
    ja: 'データに欠けがあるため描画していません: {names}。',
  },
  'chart/symptom/title': { en: 'HTTP {status} of {name}', ja: '{name}のHTTP {status}' },
  'chart/symptom/name': { en: 'HTTP {status}', ja: 'HTTP {status}' },
  'chart/in-thread': { en: 'The chart is a picture in the thread.', ja: 'グラフは画像でスレッドに投稿します。' },
  'chart/threshold': { en: 'threshold {value}', ja: 'しきい値 {value}' },
  'chart/threshold-short': { en: 'threshold', ja: 'しきい値' },
  'chart/mark/fired': { en: 'alarm fired {at}', ja: 'アラーム発報 {at}' },
  'chart/mark/onset': { en: 'began {at}', ja: '発生 {at}' },
  'chart/no-data': { en: 'no data', ja: 'データなし' },
  'chart/axis/time': { en: '{zone}, {minutes} min a point', ja: '{zone}・1点{minutes}分' },
  'chart/axis/mark/fired': { en: '▲ alarm fired {at}', ja: '▲ アラーム発報 {at}' },
  'chart/axis/mark/onset': { en: '▲ began {at}', ja: '▲ 発生 {at}' },
  'chart/axis/max': { en: '{unit} (highest of {count})', ja: '{unit}（{count}点の最大）' },
  'chart/axis/min': { en: '{unit} (lowest of {count})', ja: '{unit}（{count}点の最小）' },
  'chart/unit/per-step': {
    en: '{minutes, plural, =0 {per {seconds} s} =1 {per minute} other {per # minutes}}',
    ja: '{minutes, plural, =0 {{seconds}秒あたり} other {#分あたり}}',
  },
  'chart/value/per-step': {
    en: '{value} {minutes, plural, =0 {per {seconds} s} =1 {per minute} other {per # minutes}}',
    ja: '{minutes, plural, =0 {{seconds}秒あたり} other {#分あたり}}{value}',
  },
} as const satisfies Readonly<Record<string, Text>>;
