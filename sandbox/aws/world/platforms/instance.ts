import type { Fleet } from '../fleet.ts';
import type { InstanceRecord } from '../instance-records.ts';
import { stableHex, zonesOf } from '../names.ts';
import type { Unit } from '../task.ts';

export const groupName = ({ app }: Fleet): string => app.ec2.group ?? `${app.service}-asg`;

interface Made {
  readonly number: number;
  readonly launchedAt: number;
  readonly version: number;
}

/** One machine in one of two zones, and the place where its process runs. */
export function makeInstance(fleet: Fleet, made: Made): { readonly record: InstanceRecord; readonly unit: Unit } {
  const { run, app, behaviour, group } = fleet;
  const zone = zonesOf(run.world)[made.number % 2] ?? `${run.world.region}a`;
  const ip = `10.0.${21 + (made.number % 2)}.${Math.floor(run.random.between(16, 250))}`;
  // Those that were there before the story keep their names in the hours before it.
  const old = made.number < app.tasks;
  const id = `i-0${old ? stableHex(`${run.world.id}/${app.service}/${made.number}`, 16) : run.random.hex(16)}`;
  const target = group === null ? null : { id, ip, port: behaviour.port, zone, states: [] };
  return {
    record: {
      id,
      type: app.ec2.type,
      image: app.ec2.image,
      ip,
      zone,
      subnet: `subnet-0${stableHex(`private/${zone}`, 16)}`,
      interfaceId: `eni-0${stableHex(`eni/${id}`, 16)}`,
      securityGroups: [`sg-0${stableHex(`ec2/${app.service}`, 16)}`],
      launchedAt: made.launchedAt,
      tags: {
        ...app.ec2.tags,
        Name: app.service,
        'aws:autoscaling:groupName': groupName(fleet),
        'aws:ec2launchtemplate:id': `lt-0${stableHex(`lt/${app.service}`, 16)}`,
        'aws:ec2launchtemplate:version': String(made.version),
      },
      states: [
        { at: made.launchedAt, state: 'pending' },
        { at: made.launchedAt + 9_000, state: 'running' },
      ],
      checks: [{ at: made.launchedAt + 150_000, system: 'ok', instance: 'ok' }],
    },
    unit: { id, ip, zone, stream: id, target },
  };
}
