import type { Answer } from '../domain/answer.ts';

/** What may stand in a command that a person pastes: names and ARNs of AWS, nothing that a shell reads. */
const harmless = /^[\w:/.-]+$/;

/** What a command changes: once it was run, a newer look knows other values. */
const changing = /^(old|new|previous)-|^(idle-timeout-seconds|true-or-false|version|multi-value-headers)$/;

/**
 * Puts in what is known of path and settings, where only one thing can be meant. Everything else stays `<to-be-filled-in>`.
 * `isOver`: the step was done, and what it changed is not what the newest answer says any more.
 */
export function fillCommand(command: string, answer: Answer | undefined, isOver = false): string {
  if (answer === undefined) return command;
  const settings = Object.entries(answer.settings ?? {}).filter(([name]) => !(isOver && changing.test(name)));
  const known = { ...knownOf(answer), ...Object.fromEntries(settings) };
  return command.replace(/<([a-z-]+)>/g, (hole, name: string) => {
    const value = (known as Known)[name];
    return value !== undefined && harmless.test(value) ? value : hole;
  });
}

type Known = Readonly<Record<string, string | undefined>>;

function knownOf({ target, path }: Answer): Known {
  const only = (kind: string) => {
    const [hop, ...others] = path.filter((one) => one.kind === kind);
    return others.length === 0 ? hop : undefined;
  };
  const [cluster, service] = (only('ecs-service')?.name ?? '').split('/');
  return {
    'load-balancer-arn': target.arn,
    'target-group-arn': only('target-group')?.arn,
    ...(service === undefined ? {} : { cluster, service }),
  };
}
