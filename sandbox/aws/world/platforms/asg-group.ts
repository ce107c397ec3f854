import type { Fleet } from '../fleet.ts';
import type { AutoScalingGroupRecord, ScalingActivityRecord } from '../instance-records.ts';
import { stableHex, zonesOf } from '../names.ts';
import type { Task } from '../task.ts';
import { launchCause, type Sizes, terminationCause, type Why } from './asg-words.ts';
import { groupName } from './instance.ts';

const DAY = 86_400_000;

/** The group and its diary. */
export class GroupBook {
  readonly record: AutoScalingGroupRecord;
  readonly #fleet: Fleet;
  #capacity: number;

  constructor(fleet: Fleet) {
    const { run, app, group } = fleet;
    const { world } = run;
    const name = groupName(fleet);
    const zones = zonesOf(world).slice(0, 2);
    const max = app.ec2.max ?? app.tasks * 2;
    this.#fleet = fleet;
    this.#capacity = app.tasks;
    this.record = {
      name,
      arn: `arn:aws:autoscaling:${world.region}:${world.account}:autoScalingGroup:${stableHex(`asg/${name}`, 8)}-0b1c-4d2e-9f30-${stableHex(`asg2/${name}`, 12)}:autoScalingGroupName/${name}`,
      createdAt: run.anchor - 120 * DAY,
      launchTemplate: { id: `lt-0${stableHex(`lt/${app.service}`, 16)}`, name: app.service },
      healthCheckType: app.ec2.healthCheckType,
      grace: app.grace,
      targetGroupArns: group && app.ec2.attached ? [group.arn] : [],
      zones,
      subnets: zones.map((zone) => `subnet-0${stableHex(`private/${zone}`, 16)}`),
      suspended: app.ec2.suspended,
      tags: app.ec2.tags,
      hooks: app.ec2.hooks.map(({ name: hook, transition, timeout, otherwise }) => ({
        name: hook,
        transition:
          transition === 'terminating' ? 'autoscaling:EC2_INSTANCE_TERMINATING' : 'autoscaling:EC2_INSTANCE_LAUNCHING',
        timeout,
        otherwise,
      })),
      policies:
        app.ec2.policy === undefined
          ? []
          : [{ name: 'cpu-target', target: { metric: 'ASGAverageCPUUtilization', value: app.ec2.policy } }],
      sizes: [
        {
          at: run.anchor - 120 * DAY,
          min: app.ec2.min ?? Math.min(2, app.tasks),
          max,
          desired: app.tasks,
          version: app.revision,
        },
      ],
      members: [],
      activities: [],
      refreshes: [],
    };
  }

  get size() {
    const { sizes } = this.record;
    const size = sizes.at(-1);
    if (!size) throw new Error('a group without a size');
    return size;
  }

  resize(at: number, change: { readonly desired?: number; readonly version?: number }): void {
    this.record.sizes.push({ ...this.size, ...change, at });
  }

  joined(task: Task, at: number, version: number, state = 'InService'): void {
    const { type } = this.#fleet.app.ec2;
    this.record.members.push({
      instanceId: task.id,
      zone: task.zone,
      type,
      version,
      states: [{ at, state, healthy: true }],
    });
  }

  turned(task: Task, at: number, state: string, healthy = true): void {
    this.record.members.find(({ instanceId }) => instanceId === task.id)?.states.push({ at, state, healthy });
  }

  launching(task: Task, at: number, endedAt: number, why: Why): void {
    const sizes = this.#sizes(1);
    this.#write({
      at,
      endedAt,
      description: `Launching a new EC2 instance: ${task.id}`,
      cause: launchCause(at, why, sizes),
    });
  }

  terminating(task: Task, at: number, endedAt: number, why: Why): void {
    const sizes = this.#sizes(-1);
    const cause = terminationCause(at, why, sizes, task.id);
    this.#write({ at, endedAt, description: `Terminating EC2 instance: ${task.id}`, cause });
  }

  #sizes(change: number): Sizes {
    const from = this.#capacity;
    this.#capacity += change;
    return { from, to: this.#capacity, min: this.size.min, max: this.size.max };
  }

  #write(entry: Omit<ScalingActivityRecord, 'id' | 'status'>): void {
    this.record.activities.push({ ...entry, id: this.#fleet.run.random.uuid(), status: 'Successful' });
  }
}
