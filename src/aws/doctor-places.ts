import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Found } from '../domain/doctor.ts';
import { failed, mendedBy, ok, unknown } from '../messages/found.ts';
import type { AwsDoctor } from './doctor.ts';
import { allowing } from './doctor-mend.ts';
import { toResponderError } from './errors.ts';
import { CallFailed } from './failure.ts';
import { orAborted } from './limits.ts';
import { makeMeter } from './meter.ts';
import { makeSites, type Site } from './place.ts';
import { placesOf } from './places.ts';
import { makeSenders } from './sending.ts';

/** One account and region: whether we get in, and a load balancer that is there. */
export interface Standing {
  readonly found: Found;
  /** Its ARN. */
  readonly loadBalancer: string | undefined;
}

/** Every place of the configuration, side by side. */
export async function lookAtPlaces(doctor: AwsDoctor, signal: AbortSignal): Promise<readonly Standing[]> {
  const siteOf = makeSites(doctor.endpoint === undefined ? {} : { endpoint: doctor.endpoint });
  const configured = { region: doctor.region, profiles: doctor.profiles };
  const asked = { region: undefined, profile: undefined, told: undefined };
  return await Promise.all(placesOf(configured, asked, siteOf).first.map((site) => lookAt(doctor, site, signal)));
}

async function lookAt(doctor: AwsDoctor, site: Site, signal: AbortSignal): Promise<Standing> {
  const { config } = site.clients.elasticloadbalancing;
  const profile = site.profile ?? 'default';
  let region = site.region ?? '?';
  try {
    region = site.region ?? (await config.region());
    // By themselves first: a refused role must not look like a refused call.
    await orAborted(config.credentials(), signal);
  } catch (error) {
    return { found: ofCredentials(doctor, site, region, error), loadBalancer: undefined };
  }
  try {
    const loadBalancer = await firstIn(doctor, site, signal);
    return { found: ok('aws/account', { profile, region }), loadBalancer };
  } catch (error) {
    return { found: troubleAt(profile, region, error), loadBalancer: undefined };
  }
}

async function firstIn({ onDate }: AwsDoctor, site: Site, signal: AbortSignal): Promise<string | undefined> {
  listenToClock(site, onDate);
  const { elasticloadbalancing } = makeSenders({ site, signal, meter: makeMeter() });
  const { LoadBalancers = [] } = await elasticloadbalancing.send(new DescribeLoadBalancersCommand({ PageSize: 100 }));
  return LoadBalancers.find(({ Type }) => Type === 'application')?.LoadBalancerArn;
}

/** Below the reading of the answer, so that a refusal's clock is heard as well. */
function listenToClock({ clients }: Site, onDate: AwsDoctor['onDate']): void {
  clients.elasticloadbalancing.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      onDate((result.response as { readonly headers?: Readonly<Record<string, string>> }).headers?.date);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'listenToClock' },
  );
}

/** With a role, the default credentials were there and it was the role that was refused, unless its answer says otherwise. */
function ofCredentials({ profiles }: AwsDoctor, { profile }: Site, region: string, error: unknown): Found {
  const role = profiles.find(({ name }) => name === profile)?.roleArn;
  const { code } = toResponderError(error, { region, profile });
  if (role === undefined || code !== 'denied') return troubleAt(profile ?? 'default', region, error);
  const statement = JSON.stringify({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: role });
  return failed('aws/role-refused', { profile: profile ?? 'default', role, statement });
}

function troubleAt(profile: string, region: string, error: unknown): Found {
  const { said } = toResponderError(error, { region, profile });
  const detail = String(said.args?.detail ?? '');
  switch (said.id) {
    case 'aws/no-credentials':
      return failed('aws/no-credentials', { profile });
    case 'aws/expired-credentials':
      return mendedBy('aws/expired-credentials', `aws sso login --profile ${profile}`, { profile });
    case 'aws/bad-credentials':
      return failed('aws/bad-credentials', { profile });
    case 'aws/region-missing':
      return mendedBy('aws/region-missing', 'export AWS_REGION=ap-northeast-1', { profile });
    case 'aws/denied':
      return denied(profile, error);
    case 'aws/throttled':
      return unknown('aws/throttled', { action: String(said.args?.action) });
    case 'aws/unreachable':
    case 'aws/region-off':
      return failed('aws/unreachable', { region, detail });
    default:
      return unknown('aws/no-answer', { action: String(said.args?.action ?? '?'), detail });
  }
}

function denied(profile: string, error: unknown): Found {
  const action = error instanceof CallFailed ? error.action : 'sts:AssumeRole';
  return mendedBy('aws/denied', allowing(action, error), { action, profile, count: 0, collectors: '' });
}
