import { GetMetricDataCommand, type GetMetricDataCommandInput } from '@aws-sdk/client-cloudwatch';
import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetGroupsCommand, DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { describe, expect, it } from '@jest/globals';
import { windowOf } from '../../../src/domain/window.ts';
import { account, at, awsError, definition, mockAccount, region, targetGroup } from '../../support/aws-account.ts';
import { collectKind } from '../../support/collect-kind.ts';

const line = (message: string) => ({ timestamp: at.getTime(), logStreamName: 'api/api/1', message });
const long = windowOf(new Date('2026-11-20T06:00:00Z'), new Date('2026-11-20T10:10:00Z'));

describe('applicationLogs', () => {
  it('filters the group of the task definition, by its streams, some minutes around the window', async () => {
    const { logs } = mockAccount();

    expect(await collectKind('applicationLogs')).toMatchObject({
      status: 'complete',
      value: [{ group: '/ecs/shop', lines: 1, matches: [{ tag: 'node.sock', count: 1 }] }],
    });
    expect(logs.commandCalls(FilterLogEventsCommand)[0]?.args[0].input).toMatchObject({
      logGroupName: '/ecs/shop',
      logStreamNamePrefix: 'api/',
      startTime: Date.parse('2026-11-20T09:55:00Z'),
      endTime: Date.parse('2026-11-20T10:11:00Z'),
      filterPattern: expect.stringContaining('?ERROR'),
    });
  });

  it('goes on over empty pages', async () => {
    mockAccount()
      .logs.on(FilterLogEventsCommand)
      .resolvesOnce({ events: [], nextToken: 'a' })
      .resolvesOnce({ events: [], nextToken: 'b' })
      .resolves({ events: [line('Error: read ECONNRESET')] });

    expect(await collectKind('applicationLogs')).toMatchObject({ status: 'complete', value: [{ lines: 1 }] });
  });

  it('stops at its budget of pages, and says so', async () => {
    const { logs } = mockAccount();
    let page = 0;
    logs.on(FilterLogEventsCommand).callsFake(() => {
      page += 1;
      return { events: Array.from({ length: 10_000 }, () => line('ERROR x')), nextToken: String(page) };
    });

    expect(await collectKind('applicationLogs')).toMatchObject({
      status: 'partial',
      value: [{ lines: 20_000 }],
      gaps: [{ reason: 'cut-off', detail: expect.stringContaining('stopped after 2 pages') }],
    });
  });

  it('tells a group without lines of interest from one without lines', async () => {
    const { logs } = mockAccount();
    logs.on(FilterLogEventsCommand).resolves({ events: [] });
    logs.on(FilterLogEventsCommand, { limit: 50 }).resolves({ events: [line('all well')] });
    expect(await collectKind('applicationLogs')).toMatchObject({
      status: 'complete',
      value: [{ lines: 1, matches: [] }],
    });

    logs.on(FilterLogEventsCommand, { limit: 50 }).resolves({ events: [] });
    expect(await collectKind('applicationLogs')).toMatchObject({ status: 'partial', gaps: [{ reason: 'empty' }] });
  });

  it('asks Logs Insights for a long window, and waits until the query is done', async () => {
    const { logs } = mockAccount();
    logs
      .on(GetQueryResultsCommand)
      .resolvesOnce({ status: 'Running' })
      .resolves({
        status: 'Complete',
        statistics: { bytesScanned: 2_000_000_000 },
        results: [
          [
            { field: '@timestamp', value: '2026-11-20 10:02:00.000' },
            { field: '@logStream', value: 'api/api/1' },
            { field: '@message', value: 'panic: boom' },
          ],
        ],
      });

    expect(await collectKind('applicationLogs', { window: long })).toMatchObject({
      status: 'complete',
      value: [{ lines: 1, matches: [{ tag: 'go.crash', first: '2026-11-20T10:02:00.000Z' }] }],
    });
    expect(logs.commandCalls(StartQueryCommand)[0]?.args[0].input.queryString).toMatch(
      /^fields @timestamp, @logStream, @message \| filter @logStream like \/\^api\\\/\/ \| filter @message like \/.*ERROR.*\/ \| sort @timestamp asc$/,
    );
  });

  it('stops a query that takes too long', async () => {
    const { logs } = mockAccount();
    logs.on(GetQueryResultsCommand).resolves({ status: 'Running' });

    expect(await collectKind('applicationLogs', { window: long, deadlineMs: 700 })).toMatchObject({
      status: 'missing',
      gaps: [{ reason: 'timed-out' }],
    });
    expect(logs.commandCalls(StopQueryCommand)).toHaveLength(1);
  });

  it.each([
    ['denied', 'AccessDeniedException', 'logs:FilterLogEvents'],
    ['not-found', 'ResourceNotFoundException', null],
  ] as const)('is a gap when %s', async (reason, name, action) => {
    mockAccount().logs.on(FilterLogEventsCommand).rejects(awsError(name));

    expect(await collectKind('applicationLogs')).toMatchObject({ status: 'missing', gaps: [{ reason, action }] });
  });

  it('says that the containers log elsewhere', async () => {
    const [container] = definition(12).containerDefinitions;
    mockAccount()
      .ecs.on(DescribeTaskDefinitionCommand)
      .resolves({
        taskDefinition: {
          ...definition(12),
          containerDefinitions: [{ ...container, logConfiguration: { logDriver: 'awsfirelens' } }],
        },
      });

    expect(await collectKind('applicationLogs')).toMatchObject({
      status: 'missing',
      gaps: [{ reason: 'not-enabled', detail: expect.stringContaining('awsfirelens') }],
    });
  });

  it('is complete and empty when nothing stands behind the load balancer', async () => {
    const mocked = mockAccount();
    mocked.ecs.on(DescribeServicesCommand).resolves({ services: [] });
    mocked.elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [] });

    expect(await collectKind('applicationLogs')).toMatchObject({ status: 'complete', value: [] });
  });

  it('reads every line where the endpoint does not take the filter', async () => {
    const { logs } = mockAccount();
    logs.on(FilterLogEventsCommand).callsFake(({ filterPattern }) => {
      if (filterPattern !== undefined) throw awsError('InvalidParameterException');
      return { events: [line('all well'), line('Error: read ECONNRESET')] };
    });

    expect(await collectKind('applicationLogs')).toMatchObject({
      status: 'complete',
      value: [{ lines: 2, matches: [{ tag: 'node.sock' }] }],
    });
  });

  it('compares with the hour before, and knows which template is new', async () => {
    const { logs } = mockAccount();
    logs.on(FilterLogEventsCommand).callsFake(({ startTime }) => {
      const isBefore = startTime < Date.parse('2026-11-20T09:50:00Z');
      const old = { ...line('ERROR mail to 12 bounced'), ...(isBefore ? { timestamp: startTime + 1_000 } : {}) };
      return { events: isBefore ? [old, old] : [old, line('ERROR cart 8812 has no sku')] };
    });

    expect(await collectKind('applicationLogs')).toMatchObject({
      status: 'complete',
      value: [
        {
          baseline: { isWhole: true, span: { from: '2026-11-20T08:55:00.000Z', to: '2026-11-20T09:55:00.000Z' } },
          templates: [
            { template: 'ERROR cart {n} has no sku', count: 1, baseline: 0 },
            { template: 'ERROR mail to {n} bounced', count: 1, baseline: 2 },
          ],
        },
      ],
    });
  });

  it('is complete without a baseline that cannot be read', async () => {
    const { logs } = mockAccount();
    logs.on(FilterLogEventsCommand).callsFake(({ startTime }) => {
      if (startTime < Date.parse('2026-11-20T09:50:00Z')) throw awsError('AccessDeniedException');
      return { events: [line('ERROR x')] };
    });

    expect(await collectKind('applicationLogs')).toMatchObject({
      status: 'complete',
      value: [{ baseline: null, templates: [{ baseline: null }] }],
    });
  });

  it('reads every line of the minutes around the worst one', async () => {
    const { logs, cloudwatch } = mockAccount();
    cloudwatch.on(GetMetricDataCommand).callsFake(({ MetricDataQueries }: GetMetricDataCommandInput) => ({
      MetricDataResults: (MetricDataQueries ?? []).map(({ Id, MetricStat }) => ({
        Id,
        Timestamps: [at],
        Values: [MetricStat?.Metric?.MetricName === 'HTTPCode_ELB_502_Count' ? 7 : 0],
      })),
    }));
    logs.on(FilterLogEventsCommand).callsFake(({ filterPattern }) => ({
      events: filterPattern === undefined ? [line('GET /api/items 200 3 ms'), line('GET /api/items 200 2 ms')] : [],
    }));

    expect(await collectKind('applicationLogs')).toMatchObject({
      value: [
        {
          stretch: {
            span: { from: '2026-11-20T09:59:30.000Z', to: '2026-11-20T10:04:30.000Z' },
            lines: 2,
            requests: [{ path: '/api/items', status: 200, count: 2 }],
          },
        },
      ],
    });
  });

  it('reads the worst minutes where its budget ended before them', async () => {
    const { logs, cloudwatch } = mockAccount();
    const worst = new Date('2026-11-20T10:06:00Z');
    cloudwatch.on(GetMetricDataCommand).callsFake(({ MetricDataQueries }: GetMetricDataCommandInput) => ({
      MetricDataResults: (MetricDataQueries ?? []).map(({ Id, MetricStat }) => ({
        Id,
        Timestamps: [worst],
        Values: [MetricStat?.Metric?.MetricName === 'HTTPCode_ELB_502_Count' ? 7 : 0],
      })),
    }));
    let page = 0;
    logs.on(FilterLogEventsCommand).callsFake(({ filterPattern, startTime }) => {
      if (filterPattern === undefined) return { events: [{ ...line('panic: boom'), timestamp: worst.getTime() }] };
      if (startTime < Date.parse('2026-11-20T09:50:00Z')) return { events: [] };
      page += 1;
      return { events: Array.from({ length: 10_000 }, () => line('ERROR x')), nextToken: String(page) };
    });

    expect(await collectKind('applicationLogs')).toMatchObject({
      status: 'partial',
      value: [{ matches: [{ tag: 'go.crash', count: 1 }] }],
    });
  });
});

describe('log groups that no container names', () => {
  const onInstances = () => {
    const mocked = mockAccount();
    mocked.ecs.on(DescribeServicesCommand).resolves({ services: [] });
    mocked.elb.on(DescribeTargetHealthCommand).resolves({
      TargetHealthDescriptions: [
        { Target: { Id: 'i-0a1b2c3d4e5f60718', Port: 80 }, TargetHealth: { State: 'healthy' } },
      ],
    });
    mocked.logs.on(DescribeLogGroupsCommand).resolves({
      logGroups: [
        { logGroupName: '/var/log/nginx/error.log' },
        { logGroupName: '/app/shop/api' },
        { logGroupName: '/app/billing/jobs' },
        { logGroupName: '/aws/rds/instance/shop/error' },
        { logGroupName: '/app/shop/api-staging' },
      ],
    });
    mocked.logs.on(DescribeLogStreamsCommand).resolves({ logStreams: [] });
    return mocked;
  };

  it('are found by streams that are called after the instances', async () => {
    const { logs } = onInstances();
    logs
      .on(DescribeLogStreamsCommand, { logGroupName: '/var/log/nginx/error.log' })
      .resolves({ logStreams: [{ logStreamName: 'i-0a1b2c3d4e5f60718' }] });

    expect(await collectKind('applicationLogs')).toMatchObject({
      value: [{ group: '/var/log/nginx/error.log', foundBy: 'streams' }],
    });
  });

  it('are found by name, and say so', async () => {
    onInstances();

    expect(await collectKind('applicationLogs')).toMatchObject({
      status: 'complete',
      value: [{ group: '/app/shop/api', foundBy: 'name' }],
      ref: { what: expect.stringContaining('found by its name') },
    });
  });

  it('are a gap when none can be told', async () => {
    onInstances()
      .logs.on(DescribeLogGroupsCommand)
      .resolves({ logGroups: [{ logGroupName: '/app/billing/jobs' }] });

    expect(await collectKind('applicationLogs')).toMatchObject({
      status: 'missing',
      gaps: [{ reason: 'not-enabled' }],
    });
  });

  it('are a gap when they may not be listed', async () => {
    onInstances().logs.on(DescribeLogGroupsCommand).rejects(awsError('AccessDeniedException'));

    expect(await collectKind('applicationLogs')).toMatchObject({
      status: 'missing',
      gaps: [{ reason: 'denied', action: 'logs:DescribeLogGroups' }],
    });
  });

  it('are those of its functions', async () => {
    const mocked = onInstances();
    mocked.elb.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [{ ...targetGroup, TargetType: 'lambda' }] });
    mocked.elb.on(DescribeTargetHealthCommand).resolves({
      TargetHealthDescriptions: [
        {
          Target: { Id: `arn:aws:lambda:${region}:${account}:function:quote-price:live` },
          TargetHealth: { State: 'unavailable' },
        },
      ],
    });

    expect(await collectKind('applicationLogs')).toMatchObject({
      status: 'complete',
      value: [{ group: '/aws/lambda/quote-price', foundBy: 'setting' }],
    });
  });
});
