import type { Fleet } from '../fleet.ts';
import { recordCall } from '../trail.ts';

/** What a deploy to ECS leaves in CloudTrail: a revision registered, the service pointed at it. */
export function recordRollOut(
  { run, app, behaviour }: Fleet,
  serviceArn: string,
  taskDefinitionArn: string,
  by: string,
) {
  const now = run.schedule.now;
  recordCall(run, {
    at: now - 40_000,
    name: 'RegisterTaskDefinition',
    source: 'ecs.amazonaws.com',
    by,
    resources: [],
    request: {
      family: app.service,
      containerDefinitions: [
        {
          name: app.container,
          image: behaviour.image,
          portMappings: [{ containerPort: behaviour.port, protocol: 'tcp' }],
        },
      ],
    },
  });
  recordCall(run, {
    at: now,
    name: 'UpdateService',
    source: 'ecs.amazonaws.com',
    by,
    resources: [{ type: 'AWS::ECS::Service', name: serviceArn }],
    request: {
      cluster: app.cluster,
      service: app.service,
      taskDefinition: taskDefinitionArn.split('/').at(-1),
      forceNewDeployment: false,
    },
  });
}
