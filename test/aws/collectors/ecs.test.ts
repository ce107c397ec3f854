import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListClustersCommand,
  ListServicesCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import { describe, expect, it } from '@jest/globals';
import {
  awsError,
  clusterArn,
  definitionArn,
  mockAccount,
  service,
  serviceArn,
  task,
  window,
} from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';

describe('ecsServices', () => {
  it('finds the one that registers in the target groups, among others and over pages', async () => {
    const { ecs } = mockAccount();
    ecs
      .on(ListClustersCommand)
      .resolvesOnce({ clusterArns: ['other'], nextToken: 'n' })
      .resolves({ clusterArns: [clusterArn] });
    ecs.on(ListServicesCommand, { cluster: clusterArn }).resolves({
      serviceArns: Array.from({ length: 23 }, (_, at) => `${serviceArn}-${at}`),
    });
    ecs.on(DescribeServicesCommand).resolves({ services: [{ serviceName: 'cron', clusterArn }] });
    ecs
      .on(DescribeServicesCommand, {
        cluster: clusterArn,
        services: ['20', '21', '22'].map((at) => `${serviceArn}-${at}`),
      })
      .resolves({ services: [service] });

    expect(await collectKind('ecsServices')).toMatchObject({
      status: 'complete',
      value: [
        {
          arn: serviceArn,
          name: 'api',
          cluster: 'shop',
          desiredCount: 2,
          minimumHealthyPercent: 100,
          maximumPercent: 200,
          circuitBreaker: true,
          healthCheckGracePeriodSeconds: null,
          loadBalancers: [{ containerName: 'api', containerPort: 3000 }],
          deployments: [{ status: 'PRIMARY', taskDefinitionArn: definitionArn(12) }],
          events: [{ at: '2026-11-20T10:02:00.000Z', message: '(service api) has reached a steady state.' }],
        },
      ],
    });
  });

  it('says where it stopped looking', async () => {
    const { ecs } = mockAccount();
    ecs.on(ListClustersCommand).resolves({ clusterArns: Array.from({ length: 25 }, (_, at) => `c${at}`) });

    expect(await collectKind('ecsServices')).toMatchObject({
      status: 'partial',
      gaps: [{ reason: 'cut-off', detail: '25 ECS clusters, looked into 20' }],
    });
  });
});

describe('ecsTasks and ecsStoppedTasks', () => {
  it('keep addresses, exit codes and reasons', async () => {
    mockAccount();

    expect(await collectKind('ecsTasks')).toMatchObject({
      status: 'complete',
      value: [{ service: 'api', lastStatus: 'RUNNING', privateIps: ['10.0.11.54'], stoppedAt: null }],
    });
    expect(await collectKind('ecsStoppedTasks')).toMatchObject({
      status: 'complete',
      value: [
        {
          service: 'api',
          stopCode: 'EssentialContainerExited',
          stoppedReason: 'Essential container in task exited',
          stoppedAt: '2026-11-20T10:02:00.000Z',
          privateIps: ['10.0.11.54'],
          containers: [{ name: 'api', exitCode: 137, reason: 'OutOfMemoryError' }],
        },
      ],
    });
  });

  const twoHoursLater = { now: () => new Date(Date.parse(window.from) + 2 * 3_600_000) };
  const told = (createdAt: string, message: string) => ({ createdAt: new Date(createdAt), message });

  it('do not call it complete when ECS has forgotten the beginning of the window and a task stopped then', async () => {
    const events = [told('2026-11-20T10:03:00Z', '(service api) has stopped 1 running tasks: (task 1).')];
    mockAccount()
      .ecs.on(DescribeServicesCommand)
      .resolves({ services: [{ ...service, events }] });

    expect(await collectKind('ecsStoppedTasks', { clock: twoHoursLater })).toMatchObject({
      status: 'partial',
      gaps: [{ reason: 'cut-off' }],
    });
  });

  it('are complete when the events of the service show that nothing stopped in the time that ECS forgot', async () => {
    mockAccount();

    expect(await collectKind('ecsStoppedTasks', { clock: twoHoursLater })).toMatchObject({ status: 'complete' });
  });

  it('are not complete when the events do not reach back that far', async () => {
    const events = Array.from({ length: 100 }, () =>
      told('2026-11-20T11:30:00Z', '(service api) has reached a steady state.'),
    );
    mockAccount()
      .ecs.on(DescribeServicesCommand)
      .resolves({ services: [{ ...service, events }] });

    expect(await collectKind('ecsStoppedTasks', { clock: twoHoursLater })).toMatchObject({ status: 'partial' });
  });

  it('describe at most 100 a call', async () => {
    const { ecs } = mockAccount();
    ecs
      .on(ListTasksCommand, { desiredStatus: 'RUNNING' })
      .resolves({ taskArns: Array.from({ length: 250 }, (_, at) => `t${at}`) });
    ecs.on(DescribeTasksCommand).resolves({ tasks: [task(12, false)] });

    await collectKind('ecsTasks');

    const sizes = ecs.commandCalls(DescribeTasksCommand).map(({ args }) => args[0].input.tasks?.length);
    expect(sizes).toEqual([100, 100, 50]);
  });
});

describe('taskDefinitions', () => {
  it('are those of the deployments and of the tasks that stopped', async () => {
    mockAccount();

    expect(await collectKind('taskDefinitions')).toMatchObject({
      status: 'complete',
      value: [
        {
          revision: 12,
          cpu: 256,
          memory: 512,
          containers: [
            {
              name: 'api',
              environment: { PORT: '3000' },
              portMappings: [{ containerPort: 3000 }],
              stopTimeoutSeconds: 30,
              memory: null,
              logGroup: '/ecs/shop',
              logStreamPrefix: 'api',
            },
          ],
        },
        { revision: 11 },
      ],
    });
  });

  it('stand as those of the deployments when tasks cannot be listed', async () => {
    mockAccount().ecs.on(ListTasksCommand).rejects(awsError('AccessDenied'));

    expect(await collectKind('taskDefinitions')).toMatchObject({
      status: 'partial',
      value: [{ revision: 12 }],
      gaps: [{ reason: 'denied', action: 'ecs:ListTasks' }],
    });
  });
});
