import {
  FilterLogEventsCommand,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { describe, expect, it } from '@jest/globals';
import { windowOf } from '../../../src/domain/window.ts';
import { at, awsError, definition, mockAccount } from '../../support/aws-account.ts';
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

  it('is complete and empty when no service is there to log', async () => {
    mockAccount().ecs.on(DescribeServicesCommand).resolves({ services: [] });

    expect(await collectKind('applicationLogs')).toMatchObject({ status: 'complete', value: [] });
  });
});
