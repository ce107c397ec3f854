import type { AlarmAws } from '../domain/alarm-rows.ts';
import { evidenceKinds } from '../domain/evidence.ts';
import type { Aws, Clock } from '../domain/ports.ts';
import type { Scope } from '../domain/resource.ts';
import { makeRedactor } from '../redaction/index.ts';
import { alarmActions } from './alarm-targets.ts';
import { makeAlarmAws } from './alarms.ts';
import { collect } from './collect.ts';
import { collectors } from './collectors/index.ts';
import { toResponderError } from './errors.ts';
import type { Lost } from './failure.ts';
import { type Found, type Lookout, locate, locateActions } from './locate.ts';
import { type Meter, makeMeter } from './meter.ts';
import { type AwsProfile, type Heard, makeSites, type Site } from './place.ts';
import { placesOf, profileNamed } from './places.ts';
import { readQuery } from './query.ts';
import { makeSenders, type Senders } from './sending.ts';
import { clustersStep, listClusters } from './steps/ecs.ts';
import { loadBalancerStep } from './steps/load-balancer.ts';
import type { Step, Taken } from './trip.ts';

export type { AwsProfile } from './place.ts';

export interface AwsOptions {
  readonly region?: string;
  /** Accounts to look in, all of them; none: the default credentials. */
  readonly profiles: readonly AwsProfile[];
  readonly deadlineMs: number;
  /** Else AWS_ENDPOINT_URL counts, as the SDK reads it. */
  readonly endpoint?: string;
  readonly clock: Clock;
  readonly redactIps?: boolean;
  readonly heard?: Heard;
}

/** What `locate` learned on the way, for the `collect` that follows at once. */
interface Begun {
  readonly at: number;
  readonly meter: Meter;
  readonly steps: ReadonlyMap<string, Promise<Taken<unknown>>>;
}

const freshMs = 60_000;

export function makeAws(options: AwsOptions): Aws & AlarmAws {
  const { clock, deadlineMs, profiles } = options;
  const configured = { region: options.region, profiles };
  const { endpoint, heard } = options;
  const siteOf = makeSites({ ...(endpoint !== undefined && { endpoint }), ...(heard && { heard }) });
  const redactor = makeRedactor({ ips: options.redactIps ?? false });
  const begun = new Map<string, Begun>();
  const siteFor = async (account: string | null, asked: string | null) => {
    const [profile = null] = profiles.filter(({ roleArn }) => account === null || roleArn?.split(':')[4] === account);
    const site = siteOf(profile, asked ?? profile?.regions[0] ?? options.region ?? null);
    const region = await regionOf(site);
    return { site: siteOf(profile, region), region };
  };

  return {
    ...makeAlarmAws({ siteFor, deadlineMs, clock }),

    async locate(typed, { region, profile, signal: asked }) {
      const signal = AbortSignal.any([asked, AbortSignal.timeout(deadlineMs)]);
      const meter = makeMeter();
      const query = readQuery(typed);
      const told = query.kind === 'arn' || query.kind === 'dns' ? query.region : undefined;
      const places = placesOf(configured, { region, profile, told }, siteOf);
      const look = (sites: readonly Site[]) =>
        Promise.all(
          sites.map(async (site): Promise<Spy> => {
            const where = await regionOf(site);
            const known = siteOf(profileOf(options, site.profile), where);
            return { site: known, region: where, ...makeSenders({ site: known, signal, meter }) };
          }),
        );
      const first = query.kind === 'other' ? [] : await look(places.first);
      const clusters = new Map(first.map((spy) => [spy.site, beginClusters(spy, signal)]));
      for (const going of clusters.values()) going.catch(() => undefined); // whoever needs it hears of it
      const lookouts = first.map(toLookout);
      const others = async () => (await look(places.others)).map(toLookout);
      const { found, ...located } = await locate({ typed, first: lookouts, others }).catch((error: unknown) => {
        asked.throwIfAborted(); // giving up is not AWS's failure
        throw error;
      });
      if (located.status === 'found' && found !== undefined) {
        const steps = stepsOf(found, clusters.get(found.lookout.site));
        begun.set(keyOf(located.scope), { at: clock.now().getTime(), meter, steps });
      }
      return located;
    },

    collect(request) {
      const { scope } = request;
      const before = begun.get(keyOf(scope));
      begun.delete(keyOf(scope));
      const isFresh = before !== undefined && clock.now().getTime() - before.at < freshMs;
      const site = siteOf(profileOf(options, scope.profile), scope.region);
      return collect(
        {
          site,
          clock,
          deadlineMs,
          redaction: redactor.session(),
          meter: isFresh ? before.meter : makeMeter(),
          before: isFresh ? 1 : 0,
          begun: isFresh ? before.steps : new Map(),
        },
        request,
      );
    },
  };
}

/** Every IAM action that is called, sorted: docs/iam-policy.json is made from these. */
export function iamActions(): readonly string[] {
  const all = new Set([...locateActions, ...alarmActions]);
  const visit = (step: Step<unknown>) => {
    for (const action of step.actions) all.add(action);
    for (const needed of step.needs) visit(needed);
  };
  for (const kind of evidenceKinds) visit(collectors[kind]);
  return [...all].sort();
}

type Spy = Senders & { readonly site: Site; readonly region: string };

function toLookout({ site, region, elasticloadbalancing }: Spy): Lookout {
  return { site, region, elb: elasticloadbalancing };
}

function profileOf(options: AwsOptions, name: string | null): AwsProfile | null {
  return name === null ? null : profileNamed({ region: options.region, profiles: options.profiles }, name);
}

async function regionOf(site: Site): Promise<string> {
  if (site.region !== null) return site.region;
  try {
    return await site.clients.elasticloadbalancing.config.region();
  } catch (error) {
    throw toResponderError(error, { region: '?', profile: site.profile });
  }
}

async function beginClusters({ ecs }: Spy, signal: AbortSignal): Promise<Taken<readonly string[]>> {
  const lost: Lost[] = [];
  const value = await listClusters({ ecs, soon: signal, lose: (...more) => lost.push(...more) });
  return { value, lost, depth: 1 };
}

function stepsOf(
  { loadBalancer }: Found,
  clusters: Promise<Taken<readonly string[]>> | undefined,
): ReadonlyMap<string, Promise<Taken<unknown>>> {
  const steps = new Map<string, Promise<Taken<unknown>>>([
    [loadBalancerStep.id, Promise.resolve({ value: loadBalancer, lost: [], depth: 1 })],
  ]);
  if (clusters !== undefined) steps.set(clustersStep.id, clusters);
  return steps;
}

function keyOf({ profile, arn }: Scope): string {
  return `${profile ?? ''} ${arn}`;
}
