import type { Fleet } from '../fleet.ts';
import type { AutoScalingGroupRecord } from '../instance-records.ts';
import { recordCall } from '../trail.ts';

const groupOf = (name: string) => [{ type: 'AWS::AutoScaling::AutoScalingGroup', name }];

/** A deploy by replacement: a version of the launch template, and the refresh that brings it in. */
export function recordRefresh({ run, app }: Fleet, group: AutoScalingGroupRecord, version: number, by: string): void {
  const now = run.schedule.now;
  recordCall(run, {
    at: now - 50_000,
    name: 'CreateLaunchTemplateVersion',
    source: 'ec2.amazonaws.com',
    by,
    resources: [{ type: 'AWS::EC2::LaunchTemplate', name: group.launchTemplate.id }],
    request: {
      CreateLaunchTemplateVersionRequest: {
        LaunchTemplateId: group.launchTemplate.id,
        SourceVersion: String(version - 1),
        LaunchTemplateData: { ImageId: app.ec2.image },
      },
    },
  });
  recordCall(run, {
    at: now,
    name: 'StartInstanceRefresh',
    source: 'autoscaling.amazonaws.com',
    by,
    resources: groupOf(group.name),
    request: { autoScalingGroupName: group.name, preferences: { minHealthyPercentage: app.minimumHealthyPercent } },
  });
}

export function recordResize({ run }: Fleet, name: string, by: string, desired: number, from: number): void {
  recordCall(run, {
    at: run.schedule.now - 4_000,
    name: desired === from ? 'UpdateAutoScalingGroup' : 'SetDesiredCapacity',
    source: 'autoscaling.amazonaws.com',
    by,
    resources: groupOf(name),
    request: { autoScalingGroupName: name, desiredCapacity: desired, honorCooldown: false },
  });
}
