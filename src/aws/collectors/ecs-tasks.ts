import type { Service, Task } from '@aws-sdk/client-ecs';
import type { EcsTask } from '../../domain/evidence.ts';
import { ecsServicePage } from '../console.ts';
import { runningTasksStep, servicesStep, stoppedTasksStep } from '../steps/ecs.ts';
import { isoOrNull, lastPart, orNull } from '../translate.ts';
import type { Collector, Trip } from '../trip.ts';

/** ECS forgets a stopped task after about an hour; a little more is often still there. */
const keptMs = 70 * 60_000;

export const ecsTasksCollector: Collector<'ecsTasks'> = {
  id: 'ecsTasks',
  actions: [],
  needs: [runningTasksStep],
  async take(trip) {
    const value = (await trip.get(runningTasksStep)).map(toTask);
    return { value, what: `${value.length} tasks that run`, link: await linkOf(trip) };
  },
};

export const ecsStoppedTasksCollector: Collector<'ecsStoppedTasks'> = {
  id: 'ecsStoppedTasks',
  actions: [],
  needs: [stoppedTasksStep],
  async take(trip) {
    const value = (await trip.get(stoppedTasksStep)).map(toTask);
    const forgotten = trip.clock.now().getTime() - keptMs;
    if (Date.parse(trip.window.from) < forgotten && !isKnownQuiet(await trip.get(servicesStep), trip, forgotten)) {
      const detail = `ECS keeps stopped tasks for about an hour: those before ${new Date(forgotten).toISOString()} are forgotten`;
      trip.lose({ reason: 'cut-off', action: null, detail });
    }
    return { value, what: `${value.length} stopped tasks of the last hour`, link: await linkOf(trip) };
  },
};

/** ECS keeps a service's last 100 events: where they reach back and tell of no task that came or went, none stopped. */
const eventsKept = 100;
const comingOrGoing = /has (started|stopped|begun draining|deregistered|registered)|unhealthy|unable to/;

function isKnownQuiet(services: readonly Service[], { window }: Trip, forgotten: number): boolean {
  const from = Date.parse(window.from);
  return services.every(({ events = [] }) => {
    const times = events.map(({ createdAt }) => createdAt?.getTime() ?? Number.NaN);
    const reachBack = events.length < eventsKept || Math.min(...times) <= from;
    const moved = events.some(({ message = '' }, at) => {
      const time = times[at] ?? Number.NaN;
      return time >= from && time <= forgotten && comingOrGoing.test(message);
    });
    return reachBack && !moved;
  });
}

async function linkOf(trip: Trip): Promise<string | null> {
  const [first] = await trip.get(servicesStep);
  return first === undefined
    ? null
    : ecsServicePage(trip.scope, lastPart(first.clusterArn ?? ''), `${first.serviceName}/tasks`);
}

function toTask(raw: Task): EcsTask {
  const details = (raw.attachments ?? []).flatMap(({ details: one }) => one ?? []);
  const ips = [
    ...details.filter(({ name }) => name === 'privateIPv4Address').map(({ value }) => value),
    ...(raw.containers ?? []).flatMap(({ networkInterfaces }) =>
      networkInterfaces?.map((one) => one.privateIpv4Address),
    ),
  ];
  const group = raw.group ?? '';
  return {
    arn: raw.taskArn ?? '',
    service: group.startsWith('service:') ? group.slice('service:'.length) : null,
    cluster: lastPart(raw.clusterArn ?? ''),
    taskDefinitionArn: orNull(raw.taskDefinitionArn),
    lastStatus: orNull(raw.lastStatus),
    desiredStatus: orNull(raw.desiredStatus),
    healthStatus: orNull(raw.healthStatus),
    zone: orNull(raw.availabilityZone),
    privateIps: [...new Set(ips.filter((ip) => ip !== undefined))],
    createdAt: isoOrNull(raw.createdAt),
    startedAt: isoOrNull(raw.startedAt),
    stoppingAt: isoOrNull(raw.stoppingAt),
    stoppedAt: isoOrNull(raw.stoppedAt),
    stopCode: orNull(raw.stopCode),
    stoppedReason: orNull(raw.stoppedReason),
    containers: (raw.containers ?? []).map(({ name, image, exitCode, reason, lastStatus }) => ({
      name: name ?? '',
      image: orNull(image),
      exitCode: orNull(exitCode),
      reason: orNull(reason),
      lastStatus: orNull(lastStatus),
    })),
  };
}
