import type { Fleet } from '../fleet.ts';
import type { InstanceRecord } from '../instance-records.ts';
import type { Task } from '../task.ts';
import { groupName } from './instance.ts';

const FIVE = 300_000;

/** EC2 reports every five minutes unless it is paid for every minute. */
const due = ({ app }: Fleet, at: number) => app.ec2.detailed || Math.floor(at / 60_000) % 5 === 0;

export function reportCpu(fleet: Fleet, task: Task, at: number, percent: number): void {
  if (!due(fleet, at)) return;
  const { metrics } = fleet.run;
  for (const dimensions of [{ InstanceId: task.id }, { AutoScalingGroupName: groupName(fleet) }])
    metrics.add('AWS/EC2', 'CPUUtilization', dimensions, at, percent);
}

export function reportCredits(fleet: Fleet, task: Task, at: number, held: number, usedInFive: number): void {
  if (at % FIVE >= 60_000) return;
  const { metrics } = fleet.run;
  metrics.add('AWS/EC2', 'CPUCreditBalance', { InstanceId: task.id }, at, held);
  metrics.add('AWS/EC2', 'CPUCreditUsage', { InstanceId: task.id }, at, usedInFive);
}

/** The two checks, each minute. */
export function reportChecks(fleet: Fleet, record: InstanceRecord, at: number): void {
  const { metrics } = fleet.run;
  const found = record.checks.findLast((each) => each.at <= at);
  if (!found) return;
  const system = found.system === 'impaired' ? 1 : 0;
  const instance = found.instance === 'impaired' ? 1 : 0;
  const dimensions = { InstanceId: record.id };
  metrics.add('AWS/EC2', 'StatusCheckFailed', dimensions, at, Math.max(system, instance));
  metrics.add('AWS/EC2', 'StatusCheckFailed_System', dimensions, at, system);
  metrics.add('AWS/EC2', 'StatusCheckFailed_Instance', dimensions, at, instance);
}

export function reportMemory(fleet: Fleet, record: InstanceRecord, memory: number, swap: number | null): void {
  if (!fleet.app.ec2.agent) return;
  const { metrics, schedule } = fleet.run;
  const dimensions = {
    InstanceId: record.id,
    ImageId: record.image,
    InstanceType: record.type,
    AutoScalingGroupName: groupName(fleet),
  };
  metrics.add('CWAgent', 'mem_used_percent', dimensions, schedule.now, memory);
  if (swap !== null) metrics.add('CWAgent', 'swap_used_percent', dimensions, schedule.now, swap);
  const disk = { ...dimensions, path: '/', device: 'nvme0n1p1', fstype: 'xfs' };
  metrics.add('CWAgent', 'disk_used_percent', disk, schedule.now, 41 + (record.launchedAt % 7));
}

export function reportGroup(fleet: Fleet, at: number, desired: number, max: number, inService: number): void {
  const { metrics } = fleet.run;
  const dimensions = { AutoScalingGroupName: groupName(fleet) };
  metrics.add('AWS/AutoScaling', 'GroupDesiredCapacity', dimensions, at, desired);
  metrics.add('AWS/AutoScaling', 'GroupMaxSize', dimensions, at, max);
  metrics.add('AWS/AutoScaling', 'GroupInServiceInstances', dimensions, at, inService);
}

/** Counters of the network card as the agent reports them: what was dropped since the interval before. */
export function reportAllowance(fleet: Fleet, record: InstanceRecord, at: number): void {
  const { allowance, agent } = fleet.app.ec2;
  if (!allowance || !agent) return;
  const over = Math.max(0, fleet.rate - allowance.rps);
  const dimensions = {
    InstanceId: record.id,
    interface: 'eth0',
    driver: 'ena',
    AutoScalingGroupName: groupName(fleet),
  };
  const { metrics, random } = fleet.run;
  const dropped = Math.round(60 * over * allowance.drops * random.between(0.8, 1.2));
  metrics.add('CWAgent', 'ethtool_conntrack_allowance_exceeded', dimensions, at, dropped);
  metrics.add('CWAgent', 'ethtool_pps_allowance_exceeded', dimensions, at, 0);
}
