import type { CheckRun } from '../../domain/incident.ts';
import type { Lang, Message } from '../../domain/text.ts';
import { targetName } from '../../flows/alarms/target.ts';
import { tell } from '../../messages/say.ts';
import { type Button, buttons, note, type Part, text } from './parts.ts';
import { sayMrkdwn, tellMrkdwn, whoDid } from './words.ts';

const CHOICES = 8;

/** Why there is no verdict and what to do next: the names that could have been meant are buttons. */
export function runFailedParts(lang: Lang, run: CheckRun): readonly Part[] {
  const said = saidOf(run) ?? { id: 'error/bug', args: { reference: run.id } };
  const choices = choicesOf(said).map(
    (query): Button => ({
      action: `choose-target/${query}`.slice(0, 200),
      value: `${run.id} ${query}`,
      label: shortName(query),
    }),
  );
  const again = { action: 'check-again', value: run.id, label: tell(lang, 'slack/button/check-again') };
  return [
    text(tellMrkdwn(lang, 'slack/run-failed', { query: targetName(run.query) })),
    text(sayMrkdwn(lang, said)),
    ...(choices.length === 0 ? [] : [text(tellMrkdwn(lang, 'slack/choose-one'))]),
    buttons(choices.length === 0 ? [again] : choices),
    note(tellMrkdwn(lang, 'slack/run-failed-note', { id: run.id, by: whoDid(lang, run.requestedBy) })),
  ];
}

export function saidOf({ error }: CheckRun): Message | undefined {
  if (error === null) return undefined;
  return (JSON.parse(error) as { readonly said: Message }).said;
}

/** `choices`: names or ARNs, one a line. */
function choicesOf({ args }: Message): readonly string[] {
  const { choices } = args ?? {};
  return typeof choices === 'string' ? choices.split('\n').filter(Boolean).slice(0, CHOICES) : [];
}

/** `shop-alb (ap-northeast-1)` out of an ARN. */
function shortName(query: string): string {
  const arn = /^arn:[^:]*:[^:]*:([^:]*):[^:]*:loadbalancer\/(?:app|net)\/([^/]+)/.exec(query);
  return arn === null ? query : `${arn[2]} (${arn[1]})`;
}
