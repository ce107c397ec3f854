import { DescribeLoadBalancersCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from '@jest/globals';
import { type AwsOptions, makeAws } from '../../src/aws/index.ts';
import { ResponderError } from '../../src/domain/errors.ts';
import { tell } from '../../src/messages/say.ts';
import type { TextId } from '../../src/messages/texts/index.ts';
import { albArn, awsError, clock, loadBalancer, mockAccount, region } from '../support/aws-account.ts';

const signal = new AbortController().signal;
const elbArn = 'arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer';
const named = (name: string, type: 'application' | 'network' = 'application') => ({
  LoadBalancerArn: `${elbArn}/${type === 'application' ? 'app' : 'net'}/${name}/1`,
  LoadBalancerName: name,
  DNSName: `${name}-1.ap-northeast-1.elb.amazonaws.com`,
  Type: type,
});

/** An account that holds these, two to a page. */
function holding(...all: readonly { readonly LoadBalancerName: string; readonly LoadBalancerArn: string }[]) {
  const mocked = mockAccount();
  mocked.elb.on(DescribeLoadBalancersCommand).callsFake(async ({ Names, LoadBalancerArns, Marker }, getClient) => {
    const where = await getClient().config.region();
    const here = all.filter(({ LoadBalancerArn }) => LoadBalancerArn.split(':')[3] === where);
    if (Names !== undefined || LoadBalancerArns !== undefined) {
      const found = here.filter(
        (one) => Names?.includes(one.LoadBalancerName) || LoadBalancerArns?.includes(one.LoadBalancerArn),
      );
      if (found.length === 0) throw awsError('LoadBalancerNotFoundException');
      return { LoadBalancers: found };
    }
    const start = Number(Marker ?? 0);
    return {
      LoadBalancers: here.slice(start, start + 2),
      ...(start + 2 < here.length ? { NextMarker: String(start + 2) } : {}),
    };
  });
  return mocked;
}

function locate(query: string, options: Partial<AwsOptions> = {}, asked: { region?: string; profile?: string } = {}) {
  return makeAws({ profiles: [], region, deadlineMs: 5_000, clock, ...options }).locate(query, { signal, ...asked });
}

describe('locate', () => {
  it.each([
    'shop-alb',
    ' shop-alb ',
    'SHOP-ALB',
    albArn,
    `${albArn.replace(':loadbalancer/', ':listener/')}/9f2c`,
    'shop-alb-1234567890.ap-northeast-1.elb.amazonaws.com',
    'Shop-ALB-1234567890.ap-northeast-1.elb.amazonaws.com.',
    'dualstack.shop-alb-1234567890.ap-northeast-1.elb.amazonaws.com',
    'https://shop-alb-1234567890.ap-northeast-1.elb.amazonaws.com:443/cart?x=1',
    'shop-a',
  ])('finds the load balancer by %j', async (query) => {
    holding(loadBalancer, named('media'), named('admin'));

    expect(await locate(query)).toEqual({
      status: 'found',
      scope: {
        query,
        kind: 'alb',
        name: 'shop-alb',
        arn: albArn,
        dimension: 'app/shop-alb/50dc6c495c0c9188',
        dnsName: 'shop-alb-1234567890.ap-northeast-1.elb.amazonaws.com',
        account: '111122223333',
        region: 'ap-northeast-1',
        profile: null,
      },
    });
  });

  it('finds an internal one by its DNS name', async () => {
    const internal = { ...named('pay'), DNSName: 'internal-pay-77.ap-northeast-1.elb.amazonaws.com' };
    holding(internal);

    expect(await locate('internal-pay-77.ap-northeast-1.elb.amazonaws.com')).toMatchObject({
      status: 'found',
      scope: { name: 'pay' },
    });
  });

  it('takes the exact name although others begin with it', async () => {
    holding(named('shop'), named('shop-2'), named('shop-3'));

    expect(await locate('shop')).toMatchObject({ status: 'found', scope: { name: 'shop' } });
  });

  it('asks when several begin with it, across pages', async () => {
    holding(named('shop-1'), named('media'), named('shop-2'), named('shop-net', 'network'));

    expect(await locate('shop')).toMatchObject({
      status: 'ambiguous',
      candidates: [{ name: 'shop-1' }, { name: 'shop-2' }],
    });
  });

  it('gives the nearest names when there is none', async () => {
    holding(named('media'), named('shop-api'), named('shop-api-staging'), named('x'));

    expect(await locate('shpo-api')).toMatchObject({
      status: 'not-found',
      nearest: [{ name: 'shop-api' }],
      searched: [{ region: 'ap-northeast-1', profile: null }],
    });
  });

  it.each(['', '   ', '*', 'a b', 'https://', '<script>', 'x'.repeat(300), 'ünï'])(
    'finds nothing, and breaks nothing, for %j',
    async (query) => {
      holding(loadBalancer);

      expect(await locate(query)).toMatchObject({ status: 'not-found' });
    },
  );

  it('looks where the ARN and the DNS name say, whatever region is set', async () => {
    holding(loadBalancer);

    expect(await locate(albArn, { region: 'us-east-1' })).toMatchObject({ status: 'found', scope: { region } });
    expect(await locate(loadBalancer.DNSName, { region: 'us-east-1' })).toMatchObject({ status: 'found' });
  });

  it('looks in all configured profiles and regions', async () => {
    holding(loadBalancer);
    const profiles = [
      { name: 'eu', regions: ['eu-west-1'] },
      { name: 'jp', regions: ['us-east-1', 'ap-northeast-1'] },
    ];

    expect(await locate('shop-alb', { profiles })).toMatchObject({ status: 'found', scope: { profile: 'jp', region } });
  });

  it('says in which region it is when it is not in the one that was asked for', async () => {
    holding(loadBalancer);
    const profiles = [{ name: 'prod', regions: ['us-east-1', 'ap-northeast-1'] }];

    await expect(locate('shop-alb', { profiles }, { region: 'us-east-1' })).rejects.toMatchObject({
      code: 'wrong-region',
      said: { id: 'aws/wrong-region', args: { name: 'shop-alb', asked: 'us-east-1', found: 'ap-northeast-1' } },
    });
  });

  it.each([
    ['arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/edge/1', 'aws/not-an-alb-network'],
    ['arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/gwy/edge/1', 'aws/not-an-alb-gateway'],
    ['arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/old', 'aws/not-an-alb-classic'],
    ['arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/api/1', 'aws/not-an-alb-target-group'],
    ['arn:aws:s3:::bucket', 'aws/not-an-alb-arn'],
    ['edge-1f2e3d.elb.eu-west-1.amazonaws.com', 'aws/not-an-alb-network'],
    ['edge', 'aws/not-an-alb-network'],
  ])('says what %s is instead of an ALB', async (query, id) => {
    holding(named('edge', 'network'));

    await expect(locate(query)).rejects.toMatchObject({ code: 'target-not-found', said: { id } });
  });

  it.each([
    [
      'CredentialsProviderError',
      'Could not load credentials from any providers',
      'no-credentials',
      'aws/no-credentials',
    ],
    [
      'CredentialsProviderError',
      'The SSO session associated with this profile has expired',
      'expired-credentials',
      'aws/expired-credentials',
    ],
    [
      'ExpiredTokenException',
      'The security token included in the request is expired',
      'expired-credentials',
      'aws/expired-credentials',
    ],
    ['ExpiredToken', 'x', 'expired-credentials', 'aws/expired-credentials'],
    ['InvalidClientTokenId', 'x', 'no-credentials', 'aws/bad-credentials'],
    ['SignatureDoesNotMatch', 'x', 'no-credentials', 'aws/bad-credentials'],
    ['AccessDenied', 'User is not authorized', 'denied', 'aws/denied'],
    ['AuthFailure', 'x', 'no-credentials', 'aws/bad-credentials'],
    ['OptInRequired', 'x', 'wrong-region', 'aws/region-off'],
    ['Throttling', 'Rate exceeded', 'aws-unreachable', 'aws/throttled'],
    ['TimeoutError', 'x', 'aws-unreachable', 'aws/unreachable'],
    ['Error', 'connect ECONNREFUSED 127.0.0.1:4566', 'aws-unreachable', 'aws/unreachable'],
    [
      'Error',
      'getaddrinfo ENOTFOUND elasticloadbalancing.eu-nowhere-1.amazonaws.com',
      'aws-unreachable',
      'aws/region-off',
    ],
    ['InternalFailure', 'x', 'aws-unreachable', 'aws/failed'],
  ])('makes its own sentence of %s: %s', async (name, message, code, id) => {
    mockAccount().elb.on(DescribeLoadBalancersCommand).rejects(awsError(name, message));

    const error = await locate('shop-alb').then(
      () => undefined,
      (reason: unknown) => reason,
    );

    expect(error).toBeInstanceOf(ResponderError);
    expect(error).toMatchObject({ code, said: { id } });
    const { said } = error as ResponderError;
    for (const lang of ['en', 'ja'] as const) expect(tell(lang, said.id as TextId, said.args)).not.toContain('{');
  });

  it('names the action that was denied', async () => {
    mockAccount().elb.on(DescribeLoadBalancersCommand).rejects(awsError('AccessDenied'));

    await expect(locate('shop-alb')).rejects.toMatchObject({
      said: { args: { action: 'elasticloadbalancing:DescribeLoadBalancers', region } },
    });
  });

  it('does not say "not found" when one of the places could not be looked into', async () => {
    const mocked = holding();
    mocked.elb.on(DescribeLoadBalancersCommand).callsFake(async (_, getClient) => {
      if ((await getClient().config.region()) === 'eu-west-1') throw awsError('AccessDenied');
      return { LoadBalancers: [] };
    });

    await expect(
      locate('shop-alb', { profiles: [{ name: 'p', regions: ['us-east-1', 'eu-west-1'] }] }),
    ).rejects.toMatchObject({ code: 'denied' });
  });

  it('rejects with the reason when the person gives up', async () => {
    mockAccount()
      .elb.on(DescribeLoadBalancersCommand)
      .callsFake(() => new Promise(() => undefined));
    const stop = new AbortController();

    const going = makeAws({ profiles: [], region, deadlineMs: 5_000, clock }).locate('shop-alb', {
      signal: stop.signal,
    });
    stop.abort(new Error('never mind'));

    await expect(going).rejects.toThrow('never mind');
  });

  it('never shows a secret in an error', async () => {
    mockAccount()
      .elb.on(DescribeLoadBalancersCommand)
      .rejects(awsError('InternalFailure', 'bad key AKIAQWERTYUIOPCANARY'));

    await expect(locate('shop-alb')).rejects.toMatchObject({
      said: { args: { detail: expect.not.stringContaining('AKIAQWERTYUIOPCANARY') } },
    });
  });
});
