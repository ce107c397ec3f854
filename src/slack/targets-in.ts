/** What a message names: load balancers as people type them, and alarms. */
export interface Named {
  readonly targets: readonly string[];
  readonly alarms: readonly string[];
}

interface SlackMessage {
  readonly text?: unknown;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
}

/** Nobody's alarm is longer; more is not read. */
const MOST_CHARACTERS = 50_000;
const MOST_DEPTH = 12;
const MOST_NAMED = 20;

const arn =
  /arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:loadbalancer\/app\/[a-zA-Z0-9-]{1,32}\/[0-9a-f]{16}/g;
const dimension = /(?<![\w/])app\/([a-zA-Z0-9-]{1,32})\/[0-9a-f]{16}\b/g;
const host = /\b(?:internal-|dualstack\.)?[a-z0-9-]{1,40}-\d{5,}\.[a-z0-9-]+\.elb\.amazonaws\.com(?:\.cn)?\b/gi;
const alarmArn = /arn:aws[a-z-]*:cloudwatch:[a-z0-9-]+:\d{12}:alarm:([^\s|>"'*`]{1,255})/g;
/** Amazon Q Developer's title: `CloudWatch Alarm | name | us-east-1 | Account: 123456789012`. */
const alarmTitle = /CloudWatch Alarm\s*\|\s*([^|\n]{1,255}?)\s*\|\s*[a-z]{2}(?:-[a-z]+)+-\d\b/g;
/** The subject that CloudWatch itself writes: `ALARM: "name" in US East (N. Virginia)`. */
const alarmSubject = /\b(?:ALARM|OK|INSUFFICIENT_DATA): "([^"\n]{1,255})" in /g;

const ownId = /\b(?:run|inc)_[0-9A-Za-z]{1,40}\b/g;
/** With its dots and dashes inside, so that a part of a longer name is no name. */
const word = /[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?/g;

/** Reads text, blocks and attachments of a message, whoever posted it, for what a check can begin with. */
export function namedIn({ text, blocks, attachments }: SlackMessage): Named {
  const read = readable({ text, blocks, attachments });
  const arns = found(read, arn);
  const ofArns = new Set(arns.map((one) => one.split('/')[2]));
  const names = found(read, dimension, 1).filter((name) => !ofArns.has(name));
  return {
    targets: unique([...arns, ...names, ...found(read, host).map((one) => one.toLowerCase())]),
    alarms: unique([...found(read, alarmArn, 1), ...found(read, alarmTitle, 1), ...found(read, alarmSubject, 1)]),
  };
}

/** Ids of runs and incidents, and every word as names are written: what the bot may know already. */
export function knowableIn(message: SlackMessage) {
  const read = readable(message);
  return { ids: unique(found(read, ownId)), words: new Set(found(read, word)) };
}

function readable({ text, blocks, attachments }: SlackMessage): string {
  return unescaped(words([text, blocks, attachments]).join('\n').slice(0, MOST_CHARACTERS));
}

function found(text: string, pattern: RegExp, group = 0): readonly string[] {
  return [...text.matchAll(pattern)].flatMap((match) => match[group] ?? []);
}

const unique = (all: readonly string[]) => [...new Set(all)].slice(0, MOST_NAMED);

/** Every string in it, whatever its shape. */
function words(value: unknown, depth = 0): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null || depth > MOST_DEPTH) return [];
  return Object.values(value).flatMap((inner) => words(inner, depth + 1));
}

/** Slack's own escapes, and the markup that sits around names. */
function unescaped(text: string): string {
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll('*', '');
  return plain.replaceAll('%3A', ':').replaceAll('%2F', '/');
}
