import type { ACMClient } from '@aws-sdk/client-acm';
import type { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { CodeDeployClient } from '@aws-sdk/client-codedeploy';
import type { EC2Client } from '@aws-sdk/client-ec2';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ElastiCacheClient } from '@aws-sdk/client-elasticache';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { RDSClient } from '@aws-sdk/client-rds';
import { S3Client } from '@aws-sdk/client-s3';
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { makePace, type Pace } from './limits.ts';

/** An account to look in. `roleArn` is assumed with the credentials of `source` (a profile of ~/.aws), or the default ones. */
export interface AwsProfile {
  readonly name: string;
  readonly regions: readonly string[];
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly source?: string;
}

export interface Clients {
  readonly elasticloadbalancing: ElasticLoadBalancingV2Client;
  readonly cloudwatch: CloudWatchClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
  readonly ecs: ECSClient;
  readonly cloudtrail: CloudTrailClient;
  readonly ec2: Sends<EC2Client>;
  readonly autoscaling: Sends<AutoScalingClient>;
  readonly 'application-autoscaling': Sends<ApplicationAutoScalingClient>;
  readonly lambda: Sends<LambdaClient>;
  readonly acm: Sends<ACMClient>;
  readonly rds: Sends<RDSClient>;
  readonly elasticache: Sends<ElastiCacheClient>;
  readonly codedeploy: Sends<CodeDeployClient>;
  readonly cloudformation: Sends<CloudFormationClient>;
}

export type Sends<C extends { readonly send: unknown }> = Pick<C, 'send'>;

/** One account and region with its clients and rate limits, made once and kept. */
export interface Site {
  readonly profile: string | null;
  /** Null: the SDK's own (environment, shared configuration). */
  readonly region: string | null;
  readonly clients: Clients;
  readonly pace: Pace;
  readonly heard?: Heard;
}

/** Told what became of each call, by its IAM action; `error` when AWS did not answer as asked. For the doctor. */
export type Heard = (action: string, error?: unknown) => void;

export interface SiteOptions {
  readonly endpoint?: string;
  readonly heard?: Heard;
}

export type SiteOf = (profile: AwsProfile | null, region: string | null) => Site;

export function makeSites({ endpoint, heard }: SiteOptions): SiteOf {
  const sites = new Map<string, Site>();
  return (profile, region) => {
    const key = `${profile?.name ?? ''} ${region ?? ''}`;
    const site = sites.get(key) ?? { ...makeSite(profile, region, endpoint), ...(heard && { heard }) };
    sites.set(key, site);
    return site;
  };
}

function makeSite(profile: AwsProfile | null, region: string | null, endpoint: string | undefined): Site {
  const shared = {
    ...(region === null ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(profile === null ? {} : { credentials: credentialsOf(profile, region, endpoint) }),
    retryMode: 'adaptive',
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  };
  const { AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL } = process.env;
  const anyEndpoint = endpoint ?? AWS_ENDPOINT_URL_S3 ?? AWS_ENDPOINT_URL;
  return {
    profile: profile?.name ?? null,
    region,
    pace: makePace(),
    clients: {
      elasticloadbalancing: new ElasticLoadBalancingV2Client(shared),
      cloudwatch: new CloudWatchClient(shared),
      logs: new CloudWatchLogsClient(shared),
      ecs: new ECSClient(shared),
      cloudtrail: new CloudTrailClient(shared),
      ec2: lazily(async () => new (await import('@aws-sdk/client-ec2')).EC2Client(shared)),
      autoscaling: lazily(async () => new (await import('@aws-sdk/client-auto-scaling')).AutoScalingClient(shared)),
      'application-autoscaling': lazily(
        async () => new (await import('@aws-sdk/client-application-auto-scaling')).ApplicationAutoScalingClient(shared),
      ),
      lambda: lazily(async () => new (await import('@aws-sdk/client-lambda')).LambdaClient(shared)),
      acm: lazily(async () => new (await import('@aws-sdk/client-acm')).ACMClient(shared)),
      rds: lazily(async () => new (await import('@aws-sdk/client-rds')).RDSClient(shared)),
      elasticache: lazily(async () => new (await import('@aws-sdk/client-elasticache')).ElastiCacheClient(shared)),
      codedeploy: lazily(async () => new (await import('@aws-sdk/client-codedeploy')).CodeDeployClient(shared)),
      cloudformation: lazily(
        async () => new (await import('@aws-sdk/client-cloudformation')).CloudFormationClient(shared),
      ),
      s3: new S3Client({
        ...shared,
        // Stand-ins and private endpoints have no wildcard names.
        forcePathStyle: anyEndpoint !== undefined,
        followRegionRedirects: true,
        // The SDK's checksum of the compressed object costs as much CPU as the analysis; gzip has its own.
        responseChecksumValidation: 'WHEN_REQUIRED',
        requestChecksumCalculation: 'WHEN_REQUIRED',
      }),
    },
  };
}

/** A client whose package is loaded at the first call: that of EC2 alone takes as long as everything else together. */
function lazily<C extends { readonly send: unknown }>(make: () => Promise<C>): Sends<C> {
  let client: Promise<C> | undefined;
  const send = async (...call: readonly unknown[]): Promise<unknown> => {
    client ??= make();
    const { send: really } = await client;
    return (really as (...call: readonly unknown[]) => unknown).apply(await client, [...call]);
  };
  // The SDK's overloads of `send` cannot be followed through a wrapper.
  return { send } as unknown as Sends<C>;
}

function credentialsOf(profile: AwsProfile, region: string | null, endpoint: string | undefined) {
  const source = fromNodeProviderChain(profile.source === undefined ? {} : { profile: profile.source });
  if (profile.roleArn === undefined) return source;
  return fromTemporaryCredentials({
    ...(profile.source === undefined ? {} : { masterCredentials: source }),
    params: {
      RoleArn: profile.roleArn,
      RoleSessionName: 'fiveohtwo',
      ...(profile.externalId === undefined ? {} : { ExternalId: profile.externalId }),
    },
    clientConfig: {
      ...(region === null ? {} : { region }),
      ...(endpoint === undefined ? {} : { endpoint }),
    },
  });
}
