import {
  type LogGroup as AwsLogGroup,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { Nothing } from '../failure.ts';
import { type Candidate, candidatesAmong, type Names } from '../log-group-names.ts';
import { pages, type Step, type Trip } from '../trip.ts';
import { servicesStep } from './ecs.ts';
import { targetGroupsStep } from './load-balancer.ts';
import { tagsStep } from './load-balancer-tags.ts';
import type { LogGroup } from './log-group.ts';
import { targetHealthStep } from './target-health.ts';

/** 50 a page. Accounts with more are searched by name instead. */
const listPages = 6;
const patternLimit = 4;
/** Groups whose streams are looked at, and that are read in the end. */
const streamLookups = 10;
const readLimit = 6;

/** Target groups whose targets no ECS service and no function stands for: instances, pods, addresses. */
const strangersStep: Step<readonly string[]> = {
  id: 'step:log-strangers',
  actions: [],
  needs: [targetGroupsStep, servicesStep],
  async take(trip) {
    const [groups, services] = await Promise.all([trip.get(targetGroupsStep), trip.attempt(servicesStep)]);
    const known = new Set(
      (services ?? []).flatMap(({ loadBalancers = [] }) => loadBalancers.map(({ targetGroupArn }) => targetGroupArn)),
    );
    return groups
      .filter(({ TargetGroupArn, TargetType }) => TargetType !== 'lambda' && !known.has(TargetGroupArn))
      .flatMap(({ TargetGroupArn }) => TargetGroupArn ?? []);
  },
};

/** Groups that nothing names outright: found by their names, and by streams that are called after the instances. */
export const foundGroupsStep: Step<readonly LogGroup[]> = {
  id: 'step:found-log-groups',
  actions: ['logs:DescribeLogGroups', 'logs:DescribeLogStreams'],
  needs: [strangersStep, targetGroupsStep, targetHealthStep, tagsStep],
  async take(trip) {
    const strangers = await trip.get(strangersStep);
    if (strangers.length === 0) return [];
    const known = await namesOf(trip, strangers);
    const candidates = candidatesAmong(await listGroups(trip, known), known);
    const byStream = await ofInstances(trip, candidates, known.instanceIds);
    // Where streams tell, names need not be believed.
    const byName = byStream.length > 0 ? [] : candidates.filter(({ isNamed }) => isNamed);
    const found = [...byStream, ...byName.map(({ name }): LogGroup => ({ name, streamPrefix: null, foundBy: 'name' }))];
    if (found.length === 0) {
      const detail =
        'no log group in CloudWatch Logs can be told to belong to these targets, by its name or its streams';
      throw new Nothing({ reason: 'not-enabled', action: null, detail });
    }
    if (found.length > readLimit) {
      const detail = `${found.length} log groups could belong to this path, read ${readLimit}`;
      trip.lose({ reason: 'cut-off', action: null, detail });
    }
    return found.slice(0, readLimit);
  },
};

async function namesOf(trip: Trip, strangers: readonly string[]): Promise<Names> {
  const [groups, health, tags] = await Promise.all([
    trip.get(targetGroupsStep),
    trip.attempt(targetHealthStep),
    trip.attempt(tagsStep),
  ]);
  const tagged = [...(tags?.values() ?? [])].flatMap((one) =>
    Object.entries(one).flatMap(([name, value]) =>
      /cluster|stack|service|^name$|app|project|resource/i.test(name) ? [value] : [],
    ),
  );
  return {
    groups: groups
      .filter(({ TargetGroupArn = '' }) => strangers.includes(TargetGroupArn))
      .flatMap(({ TargetGroupName }) => TargetGroupName ?? []),
    names: [trip.scope.name, ...tagged],
    instanceIds: (health ?? [])
      .filter(({ targetGroupArn }) => strangers.includes(targetGroupArn))
      .flatMap(({ targets }) => targets.flatMap(({ Target }) => Target?.Id ?? []))
      .filter((id) => id.startsWith('i-')),
  };
}

async function listGroups(trip: Trip, { groups, names }: Names): Promise<readonly string[]> {
  const first = await describe(trip, {});
  if (first.isWhole) return first.names;
  // Too many to list: names that hold one of the path's words.
  const words = [
    ...new Set([...groups, ...names].flatMap((name) => name.split(/[^A-Za-z0-9]+/)).filter((word) => word.length >= 4)),
  ];
  const searched = await Promise.all(
    words
      .toSorted((a, b) => b.length - a.length)
      .slice(0, patternLimit)
      .map((logGroupNamePattern) => describe(trip, { logGroupNamePattern }).catch(() => ({ names: [] }))),
  );
  return [...new Set([first, ...searched].flatMap((one) => one.names))];
}

async function describe(trip: Trip, by: { readonly logGroupNamePattern?: string }) {
  let isWhole = true;
  const quiet = { soon: trip.soon, lose: () => (isWhole = false) };
  const what = { what: 'logs:DescribeLogGroups', limit: by.logGroupNamePattern === undefined ? listPages : 2 };
  const groups: readonly AwsLogGroup[] = await pages(quiet, what, async (nextToken) => {
    const answer = await trip.logs.send(new DescribeLogGroupsCommand({ ...by, nextToken, limit: 50 }));
    return { items: answer.logGroups ?? [], next: answer.nextToken };
  });
  return { names: groups.flatMap(({ logGroupName }) => logGroupName ?? []), isWhole };
}

/** The candidates with a stream of one of our instances: theirs for sure. */
async function ofInstances(
  trip: Trip,
  candidates: readonly Candidate[],
  instanceIds: readonly string[],
): Promise<readonly LogGroup[]> {
  const [logStreamNamePrefix] = instanceIds;
  if (logStreamNamePrefix === undefined) return [];
  const looked = await Promise.all(
    candidates.slice(0, streamLookups).map(async ({ name }) => {
      const command = new DescribeLogStreamsCommand({ logGroupName: name, logStreamNamePrefix, limit: 1 });
      // That a stream could not be looked for only leaves the name to go by.
      const answer = await trip.logs.send(command).catch(() => undefined);
      return (answer?.logStreams ?? []).some(({ logStreamName = '' }) => logStreamName.startsWith(logStreamNamePrefix))
        ? [name]
        : [];
    }),
  );
  return looked.flat().map((name): LogGroup => ({ name, streamPrefix: null, foundBy: 'streams' }));
}
