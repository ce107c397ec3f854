import type { Lang, Message, Text, TextArgs } from '../../domain/text.ts';
import { format, say } from '../../messages/say.ts';
import type { TextId } from '../../messages/texts/index.ts';
import { clean, escapeText, type Mrkdwn } from './limits.ts';

const person = /^slack:[^/]+\/([UW][A-Z0-9]+)$/;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/;

/** A sentence as mrkdwn: the text's own markup stays; of what fills it, people become mentions, times Slack dates, the rest is escaped. */
export function sayMrkdwn(lang: Lang, message: Message): Mrkdwn {
  return say(lang, { id: message.id, args: escapeArgs(message.args) }) as Mrkdwn;
}

export function tellMrkdwn(lang: Lang, id: TextId, args?: TextArgs): Mrkdwn {
  return sayMrkdwn(lang, args === undefined ? { id } : { id, args });
}

/** A text that is at hand, escaped as a whole. */
export function plainText(lang: Lang, text: Text): Mrkdwn {
  return escapeText(format(lang, text));
}

function escapeArgs(args: TextArgs = {}): TextArgs {
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? argOf(value) : value]),
  );
}

function argOf(value: string): Mrkdwn {
  if (person.test(value)) return mention(value);
  return time.test(value) ? timeOf(value) : escapeText(clean(value, 1000));
}

/** A sentence of the diagnosis: escaped, and its times as the reader's own. */
export function sentenceOf(sentence: string): Mrkdwn {
  const iso = /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z/g;
  return escapeText(sentence).replace(iso, (found) => timeOf(found)) as Mrkdwn;
}

/** A person as Slack shows one; the bot and people at a terminal by name. */
export function mention(who: string): Mrkdwn {
  const user = person.exec(who)?.[1];
  return user === undefined ? escapeText(who.replace(/^cli:/, '')) : (`<@${user}>` as Mrkdwn);
}

/** Who did something, as an argument of a sentence: a person becomes a mention there, the bot its name in this language. */
export function whoDid(lang: Lang, who: string): string {
  return who === 'bot' ? say(lang, { id: 'report/person/bot' }) : who;
}

/** The reader's own time by Slack, and UTC beside it. */
export function timeOf(iso: string): Mrkdwn {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return escapeText(iso);
  const utc = `${at.toISOString().slice(11, 16)} UTC`;
  const day = at.toISOString().slice(0, 10);
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${day} ${utc}> (${utc})` as Mrkdwn;
}

/** `10:15` to `11:15 UTC`, in one go: the day only where it is not the same. */
export function spanOf({ from, to }: { readonly from: string; readonly to: string }): Mrkdwn {
  const [fromDay, fromTime] = [from.slice(0, 10), from.slice(11, 16)];
  const [toDay, toTime] = [to.slice(0, 10), to.slice(11, 16)];
  const end = fromDay === toDay ? toTime : `${toDay} ${toTime}`;
  return escapeText(`${fromDay} ${fromTime}–${end} UTC`);
}

/** In a sentence: `percent(0.0043)` gives 0.43%. */
export function percent(lang: Lang, share: number): string {
  const digits = share < 0.01 ? 2 : 1;
  return new Intl.NumberFormat(lang, { style: 'percent', maximumFractionDigits: share >= 0.1 ? 0 : digits }).format(
    share,
  );
}

export function count(lang: Lang, value: number): string {
  return new Intl.NumberFormat(lang).format(value);
}
