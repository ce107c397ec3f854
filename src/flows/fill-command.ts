import type { Answer } from '../domain/answer.ts';

/** What may stand in a command that a person pastes: names and ARNs of AWS, nothing that a shell reads. */
const harmless = /^[\w:/.-]+$/;

/** Puts in what is known of the path, where only one thing can be meant. Everything else stays `<to-be-filled-in>`. */
export function fillCommand(command: string, answer: Answer | undefined): string {
  if (answer === undefined) return command;
  const known = knownOf(answer);
  return command.replace(/<([a-z-]+)>/g, (hole, name: string) => {
    const value = known[name];
    return value !== undefined && harmless.test(value) ? value : hole;
  });
}

function knownOf({ target, path }: Answer): Readonly<Record<string, string | undefined>> {
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
