import { describe, expect, it } from '@jest/globals';
import { parseCloudWatch } from '../../../src/alarms/parse/cloudwatch.ts';
import { type AlarmEvent, transitionId } from '../../../src/domain/alarm.ts';
import * as sent from '../fixtures/cloudwatch.ts';

const read = (value: unknown) => parseCloudWatch(JSON.stringify(value));

function alarmOf(value: unknown): AlarmEvent {
  const parsed = read(value);
  if (parsed.kind !== 'alarms' || parsed.events[0] === undefined) throw new Error(JSON.stringify(parsed));
  return parsed.events[0];
}

const front = { LoadBalancer: 'app/shop-alb/50dc6c495c0c9188' };

describe('a notification of CloudWatch', () => {
  it('tells of a metric alarm everything that leads to its target and its chart', () => {
    expect(alarmOf(sent.metricAlarm)).toEqual({
      source: 'cloudwatch',
      alarm: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-alb-502',
      name: 'shop-alb-502',
      kind: 'metric',
      state: 'alarm',
      changedAt: Date.parse('2026-11-24T01:38:12.345Z'),
      reason: sent.metricAlarm.NewStateReason,
      description: 'The shop answers 502',
      account: '123456789012',
      region: 'us-east-1',
      metric: {
        namespace: 'AWS/ApplicationELB',
        name: 'HTTPCode_ELB_502_Count',
        dimensions: front,
        statistic: 'Sum',
        periodSeconds: 60,
        threshold: 5,
        comparison: 'GreaterThanThreshold',
      },
      children: [],
      labels: {},
      link: 'https://console.aws.amazon.com/cloudwatch/home?region=us-east-1#alarmsV2:alarm/shop-alb-502',
    });
  });

  it.each([
    [sent.metricAlarm, 'alarm'],
    [sent.okAlarm, 'ok'],
    [sent.noDataAlarm, 'insufficient-data'],
  ])('knows the three states', (value, state) => {
    expect(alarmOf(value).state).toBe(state);
  });

  it('keeps a percentile as it is written', () => {
    expect(alarmOf(sent.percentileAlarm).metric).toMatchObject({ name: 'TargetResponseTime', statistic: 'p99' });
  });

  it('gives the first metric of an expression without a threshold, for that belongs to the expression', () => {
    expect(alarmOf(sent.mathAlarm)).toMatchObject({
      kind: 'metric-math',
      metric: { name: 'HTTPCode_ELB_502_Count', dimensions: front, threshold: null, comparison: null },
    });
  });

  it('knows an anomaly alarm by its band and gives the metric inside it', () => {
    expect(alarmOf(sent.anomalyAlarm)).toMatchObject({
      kind: 'anomaly',
      metric: { name: 'RequestCount', threshold: null, comparison: 'LessThanLowerOrGreaterThanUpperThreshold' },
    });
  });

  it('names the children of a composite alarm, those that set it off first', () => {
    expect(alarmOf(sent.compositeAlarm)).toMatchObject({
      kind: 'composite',
      metric: null,
      children: [
        'arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-alb-502',
        'shop-alb-slow',
        'arn:aws:cloudwatch:us-east-1:123456789012:alarm:shop-api-unhealthy',
      ],
    });
  });

  it('leaves the console alone in a partition whose console it does not know', () => {
    const arn = 'arn:aws-iso:cloudwatch:us-iso-east-1:123456789012:alarm:a';
    expect(alarmOf({ ...sent.metricAlarm, AlarmArn: arn })).toMatchObject({ alarm: arn, link: null });
  });

  it.each(['AlarmArn', 'AlarmName', 'NewStateValue', 'StateChangeTime'])('is malformed without its %s', (name) => {
    expect(read({ ...sent.metricAlarm, [name]: undefined })).toEqual({
      kind: 'malformed',
      why: `alarm notification: ${name}`,
    });
  });

  it('is malformed with a time that has no zone, or an ARN of something else', () => {
    expect(read({ ...sent.metricAlarm, StateChangeTime: '2026-11-24T01:38:12' }).kind).toBe('malformed');
    expect(read({ ...sent.metricAlarm, AlarmArn: 'arn:aws:sns:us-east-1:123456789012:alarms' }).kind).toBe('malformed');
  });

  it('says where it does not fit and never what it said', () => {
    const parsed = read({ ...sent.metricAlarm, NewStateValue: 'token=hunter2', AlarmArn: 'hunter2' });
    expect(JSON.stringify(parsed)).not.toContain('hunter2');
  });

  it('takes control characters out of what is shown, and cuts it to size', () => {
    const { reason } = alarmOf({ ...sent.metricAlarm, NewStateReason: `a\u0000b\u001b[31m\ud800${'x'.repeat(5000)}` });
    expect([...reason]).toHaveLength(2048);
    expect(reason.startsWith('a b [31m\ufffdx')).toBe(true);
    expect(reason.endsWith('…')).toBe(true);
  });
});

describe('an event of EventBridge', () => {
  it.each([
    ['metric', sent.metricEvent, sent.metricAlarm],
    ['metric-math', sent.mathEvent, sent.mathAlarm],
    ['anomaly', sent.anomalyEvent, sent.anomalyAlarm],
    ['composite', sent.compositeEvent, sent.compositeAlarm],
  ])('tells of a %s alarm the same transition as the notification does', (kind, event, notification) => {
    const [one, other] = [alarmOf(event), alarmOf(notification)];
    expect(one.kind).toBe(kind);
    expect(transitionId(one)).toBe(transitionId(other));
    expect(one.metric?.dimensions).toEqual(other.metric?.dimensions);
    expect(one.metric?.threshold).toEqual(other.metric?.threshold);
    expect(one.children).toEqual(other.children);
  });

  it('is ignored when it tells of anything but a change of state', () => {
    const changed = { ...sent.metricEvent, 'detail-type': 'CloudWatch Alarm Configuration Change' };
    expect(read(changed).kind).toBe('ignored');
    expect(read({ ...sent.metricEvent, source: 'aws.ecs' }).kind).toBe('ignored');
  });

  it('needs nothing of the JSON inside its JSON', () => {
    const { detail } = sent.metricEvent;
    const event = { ...sent.metricEvent, detail: { ...detail, state: { ...detail.state, reasonData: '{"thresh' } } };
    expect(alarmOf(event).metric).toMatchObject({ name: 'HTTPCode_ELB_502_Count', threshold: null });
  });

  it('is malformed without the alarm it is about', () => {
    expect(read({ ...sent.metricEvent, resources: [] }).kind).toBe('malformed');
  });
});
