import { CallFailed } from './failure.ts';
import { orAborted } from './limits.ts';
import type { Meter } from './meter.ts';
import type { Clients, Site } from './place.ts';

/** The clients as collectors see them: every call waits its turn, stops with the signal, and is counted. */
export type Senders = { readonly [S in keyof Clients]: Pick<Clients[S], 'send'> };

interface Sending {
  readonly site: Site;
  readonly signal: AbortSignal;
  readonly meter: Meter;
  /** Told before each call. */
  readonly onCall?: (operation: string) => void;
}

/** Rejects with CallFailed, which names the IAM action. */
export function makeSenders(sending: Sending): Senders {
  const { clients } = sending.site;
  return {
    elasticloadbalancing: sender('elasticloadbalancing', clients.elasticloadbalancing, sending),
    cloudwatch: sender('cloudwatch', clients.cloudwatch, sending),
    logs: sender('logs', clients.logs, sending),
    s3: sender('s3', clients.s3, sending),
    ecs: sender('ecs', clients.ecs, sending),
    cloudtrail: sender('cloudtrail', clients.cloudtrail, sending),
    ec2: sender('ec2', clients.ec2, sending),
    autoscaling: sender('autoscaling', clients.autoscaling, sending),
    'application-autoscaling': sender('application-autoscaling', clients['application-autoscaling'], sending),
    lambda: sender('lambda', clients.lambda, sending),
    acm: sender('acm', clients.acm, sending),
    rds: sender('rds', clients.rds, sending),
    elasticache: sender('elasticache', clients.elasticache, sending),
    codedeploy: sender('codedeploy', clients.codedeploy, sending),
    cloudformation: sender('cloudformation', clients.cloudformation, sending),
  };
}

interface Answer {
  readonly $metadata?: { readonly attempts?: number };
}

function sender<S extends keyof Clients>(service: S, client: Clients[S], sending: Sending): Pick<Clients[S], 'send'> {
  const { site, signal, meter, onCall } = sending;
  const send = async (command: object): Promise<Answer> => {
    const operation = `${service}:${command.constructor.name.replace(/Command$/, '')}`;
    onCall?.(operation);
    let attempts = 1;
    try {
      await site.pace.turn(operation, signal);
      // The SDK's overloads of `send` cannot be followed through a wrapper.
      const call = client.send.bind(client) as unknown as (command: object, options: object) => Promise<Answer>;
      // Raced as well: a hung credential provider does not listen to the signal.
      const answer = await orAborted(call(command, { abortSignal: signal }), signal);
      attempts = answer?.$metadata?.attempts ?? 1;
      site.heard?.(iamAction(operation));
      return answer;
    } catch (error) {
      attempts = attemptsOf(error);
      site.heard?.(iamAction(operation), error);
      throw new CallFailed(iamAction(operation), error);
    } finally {
      meter.called(operation, attempts);
    }
  };
  return { send } as unknown as Pick<Clients[S], 'send'>;
}

function attemptsOf(error: unknown): number {
  const metadata =
    error instanceof Error && '$metadata' in error ? (error.$metadata as Answer['$metadata']) : undefined;
  return metadata?.attempts ?? 1;
}

const otherNames: Readonly<Record<string, string>> = { 's3:ListObjectsV2': 's3:ListBucket' };

/** The IAM action of an operation. */
export function iamAction(operation: string): string {
  return otherNames[operation] ?? operation;
}
