import { asFields, type Fields, pick } from './fields.ts';

const levelNames = [
  'level',
  'severity',
  'levelname',
  'loglevel',
  'lvl',
  'l',
  'severitytext',
  'priority',
  'levelstring',
];
const graylogNames = ['shortmessage'];

/** True or false where the line says its own level; warnings say neither. */
export function levelOf(fields: Fields): boolean | null {
  const nested = asFields(fields.log).flatMap((log) => pick(log, levelNames, known) ?? [])[0];
  const level = pick(fields, levelNames, known) ?? nested;
  if (typeof level === 'string' && !/^\d+$/.test(level)) return byName(level);
  if (level === undefined) return null;
  // Graylog counts as syslog does, from 0 (emergency); pino and bunyan from 10 (trace).
  const isGraylog = pick(fields, graylogNames, known) !== undefined;
  return isGraylog ? Number(level) <= 3 : Number(level) >= 50;
}

function known(value: unknown): string | number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function byName(level: string): boolean | null {
  if (/^(err|crit|fatal|alert|emerg|panic|severe|dpanic|エラー|致命)/i.test(level)) return true;
  return /^(warn|警告)/i.test(level) ? null : false;
}

const errorWords =
  /\b(ERROR|FATAL|CRITICAL|SEVERE|EMERG|ALERT|PANIC|crit|emerg|alert|ERR)\b|\[(error|fatal|critical|[\w.]+:(error|crit|alert|emerg))\]|\blevel=(error|fatal|panic|critical|err)\b|^(fail|crit): |^[EF]\d{4} \d\d:|^[EF], \[|【(エラー|致命的)】|(^|[\s[])エラー[:：\]]/;
const calmWords =
  /\b(INFO|DEBUG|TRACE|NOTICE|VERBOSE)\b|\[(info|notice|debug|trace|[\w.]+:(info|notice|debug))\]|\blevel=(info|debug|trace)\b|^(info|dbug|trce): |^I\d{4} \d\d:|^[ID], \[|【情報】/;

/** The level that a line begins with, within its first words. */
export function textLevel(text: string): boolean | null {
  const start = text.slice(0, 100);
  if (errorWords.test(start)) return true;
  return calmWords.test(start) ? false : null;
}
