import { causes } from '../causes/index.ts';
import { checks } from '../checks/index.ts';
import type { Text } from '../domain/text.ts';
import { runbooks } from '../runbooks/index.ts';
import { texts } from './texts/index.ts';

/**
 * Every text of the product by id: the areas' own, and those that live beside what they describe
 * ('check/targets/unhealthy/seen', 'cause/oom-kill/title', 'runbook/triage/step/scope', 'runbook/triage/step/scope/answer/yes').
 */
export const catalogue: ReadonlyMap<string, Text> = new Map<string, Text>([
  ...Object.entries<Text>(texts),
  ...checks.flatMap(({ id, texts: own }) =>
    Object.entries<Text>(own).map(([part, text]): [string, Text] => [`check/${id}/${part}`, text]),
  ),
  ...causes.flatMap(({ id, title, mechanism, mitigation, prevention }) =>
    Object.entries<Text>({ title, mechanism, mitigation, prevention }).map(([part, text]): [string, Text] => [
      `cause/${id}/${part}`,
      text,
    ]),
  ),
  ...runbooks.flatMap(({ id, title, steps }) => [
    [`runbook/${id}/title`, title] as [string, Text],
    ...Object.entries(steps).flatMap(([name, step]): [string, Text][] => [
      [`runbook/${id}/step/${name}`, step.text],
      ...(step.kind === 'ask'
        ? step.answers.map((answer): [string, Text] => [`runbook/${id}/step/${name}/answer/${answer.id}`, answer.label])
        : []),
      ...(step.kind === 'act' ? [[`runbook/${id}/step/${name}/guard`, step.guard] as [string, Text]] : []),
    ]),
  ]),
]);
