import {
  DescribeLoadBalancersCommand,
  type DescribeLoadBalancersCommandInput,
  type LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ResponderError } from '../domain/errors.ts';
import type { Candidate, Located, Place, Scope } from '../domain/resource.ts';
import { inAnotherRegion, notAnAlb, toResponderError } from './errors.ts';
import { nearest } from './nearest.ts';
import type { Site } from './place.ts';
import { plainDnsName, type Query, readQuery } from './query.ts';
import type { Senders } from './sending.ts';

/** The IAM actions that it calls itself. */
export const locateActions: readonly string[] = ['elasticloadbalancing:DescribeLoadBalancers', 'ecs:ListClusters'];

/** One account and region to look in. */
export interface Lookout {
  readonly site: Site;
  readonly region: string;
  readonly elb: Senders['elasticloadbalancing'];
}

/** A load balancer, with where it was found. */
export interface Found {
  readonly lookout: Lookout;
  readonly loadBalancer: LoadBalancer;
}

interface Sight {
  readonly lookout: Lookout;
  readonly all: readonly LoadBalancer[];
  readonly exact: LoadBalancer | undefined;
}

export interface LocateOptions {
  readonly typed: string;
  /** Places to look in; `first` are those that were asked for, the others help a person who is lost. */
  readonly first: readonly Lookout[];
  readonly others: () => Promise<readonly Lookout[]>;
}

/** Rejects with a ResponderError when nothing is found and a place could not be looked into. */
export async function locate({ typed, first, others }: LocateOptions): Promise<Located & { readonly found?: Found }> {
  const query = readQuery(typed);
  if (query.kind === 'other') throw notAnAlb(query.what, query.name);
  const here = await lookInto(first, query);
  const located = decide(typed, query, here.sights);
  if (located !== undefined) return located;
  if (here.error !== undefined) throw here.error;
  // Everybody else's failure is no news to the person who asked for another region.
  const elsewhere = await lookInto(await others(), query);
  const there = decide(typed, query, elsewhere.sights);
  const asked = first.map(({ region }) => region).join(', ');
  if (there?.status === 'found') throw inAnotherRegion(there.scope.name, asked, there.scope.region);
  const sights = [...here.sights, ...elsewhere.sights];
  return {
    status: 'not-found',
    nearest: nearest(query.name, sights.flatMap(candidatesOf)),
    searched: sights.map(({ lookout, all }) => placeOf(lookout, all)),
  };
}

async function lookInto(
  lookouts: readonly Lookout[],
  query: Exclude<Query, { readonly kind: 'other' }>,
): Promise<{ readonly sights: readonly Sight[]; readonly error: ResponderError | undefined }> {
  const settled = await Promise.allSettled(lookouts.map((lookout) => look(lookout, query)));
  const failed = settled.flatMap((one, at) =>
    one.status === 'rejected' ? [toResponderError(one.reason, whereabouts(lookouts[at]))] : [],
  );
  return { sights: settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])), error: failed[0] };
}

function whereabouts(lookout: Lookout | undefined) {
  return { region: lookout?.region ?? '?', profile: lookout?.site.profile ?? null };
}

/** The exact one and the whole list go out together: a name typed in part costs no further round trip. */
async function look(lookout: Lookout, query: Exclude<Query, { readonly kind: 'other' }>): Promise<Sight> {
  const stop = { now: false };
  const list = listAll(lookout, stop);
  list.catch(() => undefined); // it may fail before the exact one has answered; who needs it awaits it below
  // Whatever is wrong with the exact one is wrong with the list as well, or does not matter.
  const exact = await findExact(lookout, query).catch(() => undefined);
  if (exact === undefined) return { lookout, all: await list, exact };
  stop.now = true;
  return { lookout, all: [exact], exact };
}

async function findExact({ elb }: Lookout, query: Exclude<Query, { readonly kind: 'other' }>) {
  const input: DescribeLoadBalancersCommandInput =
    query.kind === 'arn' ? { LoadBalancerArns: [query.arn] } : { Names: [query.name] };
  // ELB refuses names that it would never give.
  if (query.kind !== 'arn' && !/^[A-Za-z0-9-]{1,32}$/.test(query.name)) return undefined;
  const { LoadBalancers: [found] = [] } = await elb.send(new DescribeLoadBalancersCommand(input));
  if (query.kind !== 'dns') return found;
  return plainDnsName(found?.DNSName ?? '') === query.dnsName ? found : undefined;
}

async function listAll({ elb }: Lookout, stop: { readonly now: boolean }): Promise<readonly LoadBalancer[]> {
  const all: LoadBalancer[] = [];
  let Marker: string | undefined;
  do {
    const answer = await elb.send(new DescribeLoadBalancersCommand({ PageSize: 400, Marker }));
    all.push(...(answer.LoadBalancers ?? []));
    Marker = answer.NextMarker === Marker ? undefined : answer.NextMarker;
  } while (Marker !== undefined && Marker !== '' && !stop.now);
  return all;
}

/** Found or ambiguous; undefined when nothing fits. The exact one wins, then the case, then a unique beginning. */
function decide(
  typed: string,
  query: Exclude<Query, { readonly kind: 'other' }>,
  sights: readonly Sight[],
): (Located & { readonly found?: Found }) | undefined {
  const all = sights.flatMap(({ lookout, all: some }) => some.map((loadBalancer) => ({ lookout, loadBalancer })));
  const exact = sights.flatMap(({ lookout, exact: one }) => (one ? [{ lookout, loadBalancer: one }] : []));
  const wanted = query.name.toLowerCase();
  const named = ({ loadBalancer }: Found) => loadBalancer.LoadBalancerName?.toLowerCase() ?? '';
  const ways: readonly (() => readonly Found[])[] =
    query.kind === 'name'
      ? [
          () => exact,
          () => all.filter((one) => named(one) === wanted),
          () => all.filter((one) => isAlb(one.loadBalancer) && named(one).startsWith(wanted)),
        ]
      : [() => exact, () => all.filter((one) => isSame(one.loadBalancer, query))];
  const matches = ways.map((way) => way()).find((some) => some.length > 0) ?? [];
  const [only] = matches;
  if (only === undefined || wanted === '') return undefined;
  if (matches.length > 1) return { status: 'ambiguous', candidates: matches.map(toCandidate) };
  if (!isAlb(only.loadBalancer)) {
    const what = only.loadBalancer.Type === 'gateway' ? 'gateway' : 'network';
    throw notAnAlb(what, only.loadBalancer.LoadBalancerName ?? query.name);
  }
  return { status: 'found', scope: toScope(typed, only), found: only };
}

function isSame({ DNSName, LoadBalancerArn }: LoadBalancer, query: Query): boolean {
  if (query.kind === 'dns') return plainDnsName(DNSName ?? '') === query.dnsName;
  return query.kind === 'arn' && LoadBalancerArn === query.arn;
}

function isAlb({ Type, LoadBalancerArn = '' }: LoadBalancer): boolean {
  return Type === 'application' || (Type === undefined && LoadBalancerArn.includes(':loadbalancer/app/'));
}

function toScope(query: string, { lookout, loadBalancer }: Found): Scope {
  const arn = loadBalancer.LoadBalancerArn ?? '';
  const [, , , region, account] = arn.split(':');
  return {
    query,
    kind: 'alb',
    name: loadBalancer.LoadBalancerName ?? '',
    arn,
    dimension: arn.split(':loadbalancer/')[1] ?? '',
    dnsName: loadBalancer.DNSName ?? '',
    account: account || null,
    region: region || lookout.region,
    profile: lookout.site.profile,
  };
}

function toCandidate({ lookout, loadBalancer }: Found): Candidate {
  const { name, arn, region, profile } = toScope('', { lookout, loadBalancer });
  return { name, arn, region, profile };
}

function candidatesOf({ lookout, all }: Sight): readonly Candidate[] {
  return all.filter(isAlb).map((loadBalancer) => toCandidate({ lookout, loadBalancer }));
}

function placeOf({ region, site }: Lookout, all: readonly LoadBalancer[]): Place {
  return { account: all[0]?.LoadBalancerArn?.split(':')[4] ?? null, region, profile: site.profile };
}
