import type { AskedSpan, Command } from '../flows/deliveries.ts';
import { cutQuery, queryOf } from '../flows/query-of.ts';

const MINUTE = 60_000;
const DEFAULT_MINUTES = 60;
const MOST_MINUTES = 24 * 60;

const verbs = ['check', 'help', 'explain', 'incident', 'report', 'doctor'] as const;
const incidentVerbs = ['open', 'status', 'resolve'] as const;

/** What somebody typed after `/502`. Whatever is not understood comes back with the nearest command that is. */
export function parseCommand(text: string, now: Date): Command {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const [verb = 'help', ...rest] = words;
  switch (verb.toLowerCase()) {
    case 'help':
      return { name: 'help' };
    case 'check':
      return parseCheck(rest, now);
    case 'explain':
      return rest[0] === undefined ? { name: 'help' } : { name: 'explain', about: cutQuery(rest[0]) };
    case 'doctor':
      return { name: 'doctor', target: rest[0] === undefined ? null : queryOf(rest[0]) };
    case 'incident':
      return parseIncident(rest, text);
    case 'report':
      return { name: 'report', incident: rest[0] === undefined ? null : cutQuery(rest[0]) };
    default:
      return unknown(text, suggest(verb, rest));
  }
}

function parseCheck([target, ...rest]: readonly string[], now: Date): Command {
  if (target === undefined) return { name: 'check-what' };
  const query = queryOf(target);
  const span = parseSpan(rest, now);
  if (span === undefined) return { name: 'check-when', query, typed: rest.join(' ').slice(0, 100) };
  return { name: 'check', query, span };
}

/** `60m`, `2h`, `1d`, or `from..to` as ISO times or UTC hours of today. Undefined when it is none of them. */
export function parseSpan(words: readonly string[], now: Date): AskedSpan | undefined {
  const [word, ...more] = words;
  if (word === undefined) return { minutes: DEFAULT_MINUTES };
  if (more.length > 0) return undefined;
  const last = /^(\d{1,4})(m|h|d)$/i.exec(word);
  if (last !== null) return lastMinutes(Number(last[1]), String(last[2]).toLowerCase());
  const [from, to, ...others] = word.split('..');
  if (others.length > 0) return undefined;
  const span = { from: timeOf(from, now), to: timeOf(to, now) };
  if (span.from === undefined || span.to === undefined) return undefined;
  const length = Date.parse(span.to) - Date.parse(span.from);
  return length <= MOST_MINUTES * MINUTE ? { from: span.from, to: span.to } : undefined;
}

function lastMinutes(count: number, unit: string): AskedSpan | undefined {
  const minutes = count * ({ m: 1, h: 60, d: 24 * 60 }[unit] ?? 0);
  return minutes >= 1 && minutes <= MOST_MINUTES ? { minutes } : undefined;
}

function timeOf(word: string | undefined, now: Date): string | undefined {
  if (word === undefined) return undefined;
  const today = now.toISOString().slice(0, 11);
  const full = /^\d\d:\d\d$/.test(word) ? `${today}${word}` : word;
  const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z?$/.test(full) ? `${full.replace(/Z$/, '')}Z` : '';
  const time = Date.parse(iso);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function parseIncident([verb = 'status', ...rest]: readonly string[], text: string): Command {
  switch (verb.toLowerCase()) {
    case 'open':
      return { name: 'incident-open', title: rest.join(' ').slice(0, 140) };
    case 'status':
      return { name: 'incident-status' };
    case 'resolve':
      return { name: 'incident-resolve', incident: rest[0] === undefined ? null : cutQuery(rest[0]) };
    default: {
      const near = nearest(verb, incidentVerbs);
      return unknown(text, near === undefined ? 'incident status' : ['incident', near, ...rest].join(' '));
    }
  }
}

function unknown(text: string, suggestion: string | null): Command {
  return { name: 'unknown', typed: text.trim().slice(0, 100), suggestion };
}

/** `chekc my-alb` → `check my-alb`; a bare name → `check NAME`, which is what most people mean by it. */
function suggest(verb: string, rest: readonly string[]): string | null {
  const near = nearest(verb, [...verbs, ...incidentVerbs]);
  if (near === undefined) return rest.length === 0 && /[-.:]/.test(verb) ? `check ${queryOf(verb)}` : null;
  const full = incidentVerbs.some((own) => own === near) ? `incident ${near}` : near;
  const words = full === 'check' && rest.length === 0 ? ['my-alb'] : rest;
  return [full, ...words].join(' ').slice(0, 200);
}

/** The word that differs by at most two letters. */
function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, distance: distanceOf(word.toLowerCase().slice(0, 20), candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best !== undefined && best.distance <= 2 ? best.candidate : undefined;
}

/** Levenshtein. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, also] of [...other].entries()) {
      const change = (row[j] ?? 0) + (letter === also ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
