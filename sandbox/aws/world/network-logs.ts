import { gzipSync } from 'node:zlib';
import type { LogEvent, StoredObject } from './history.ts';
import { loadBalancerNames, nodeIp, stableHex } from './names.ts';
import type { FlowLogRecord, NetworkRecord } from './network.ts';
import type { Barrier } from './network-barriers.ts';
import { randomOf } from './random.ts';
import { idsOf, type Row, type Run } from './run.ts';
import type { App } from './spec.ts';
import type { Task } from './task.ts';

const FIVE_MINUTES = 5 * 60_000;
const LATENESS = 45_000;
/** Flow logs arrive some minutes after the minute they tell of. */
const FLOW_LATENESS = 150_000;

/** One connection attempt from a load balancer's node to a target. */
export interface Crossing {
  readonly at: number;
  readonly loadBalancer: string;
  readonly node: number;
  readonly target: string;
  readonly port: number;
  readonly seenAt: Exclude<Barrier['seenAt'], 'gone'> | 'passed';
}

/** One health check of one target, as one node made it. */
export interface HealthRow {
  readonly at: number;
  readonly loadBalancer: string;
  readonly node: number;
  readonly target: string;
  readonly targetGroup: string;
  readonly code: string;
  readonly reason: string | null;
  readonly seconds: number;
}

interface Failure {
  readonly reason: string;
  readonly description: string;
}

export function cross(run: Run, loadBalancer: string, node: number, task: Task, barrier: Barrier | undefined): void {
  if (run.metricsOnly || run.world.network.flowLogs === undefined || !task.target) return;
  // Nobody has the address: there is no interface that could log anything.
  if (barrier?.seenAt === 'gone') return;
  const { ip, port } = task.target;
  const seenAt = barrier === undefined || barrier.seenAt === 'nowhere' ? 'passed' : barrier.seenAt;
  run.crossings.push({ at: run.schedule.now, loadBalancer, node, target: ip, port, seenAt });
}

export function crossForHealth(run: Run, app: App, task: Task, barrier: Barrier | undefined): void {
  const { loadBalancer } = app;
  if (loadBalancer === null) return;
  const nodes = run.world.loadBalancers[loadBalancer]?.nodes ?? 0;
  for (let node = 0; node < nodes; node++) cross(run, loadBalancer, node, task, barrier);
}

export function tellHealth(run: Run, app: App, task: Task, failure: Failure | undefined): void {
  const { loadBalancer } = app;
  if (run.metricsOnly || loadBalancer === null || !task.target) return;
  const spec = run.world.loadBalancers[loadBalancer];
  if (!spec?.healthCheckLogs) return;
  const { ip, port } = task.target;
  const random = randomOf(`${run.world.id}|health|${ip}|${run.schedule.now}`);
  for (let node = 0; node < spec.nodes; node++) {
    run.healthRows.push({
      at: run.schedule.now + random.between(0, 900),
      loadBalancer,
      node,
      target: `${ip}:${port}`,
      targetGroup: app.targetGroup ?? app.service,
      ...outcomeOf(app, failure, random.between(0.001, 0.02)),
    });
  }
}

function outcomeOf(app: App, failure: Failure | undefined, seconds: number) {
  if (!failure) return { code: '200', reason: null, seconds };
  if (failure.reason === 'Target.Timeout') return { code: '-', reason: 'TimedOut', seconds: app.health.timeout };
  if (failure.reason === 'Target.FailedHealthChecks') return { code: '-', reason: 'ConnectionReset', seconds: 0.001 };
  const code = /\[(\d+)/.exec(failure.description)?.[1] ?? '-';
  return { code, reason: code.startsWith('5') ? 'TargetError' : 'ResponseCodeMismatch', seconds };
}

/** Log groups that the network writes to. */
export function networkLogs(run: Run, { flowLog }: NetworkRecord): readonly (readonly [string, readonly LogEvent[]])[] {
  if (!flowLog || flowLog.logGroup === undefined) return [];
  const events = flowLines(run, flowLog).map(({ at, stream, line }) => ({ at, stream, message: line }));
  return [[flowLog.logGroup, events]];
}

/** Objects by bucket: health-check and connection logs, and flow logs that go to S3. */
export function networkObjects(run: Run, { flowLog }: NetworkRecord): ReadonlyMap<string, readonly StoredObject[]> {
  const objects = new Map<string, StoredObject[]>();
  const put = (bucket: string, more: readonly StoredObject[]) =>
    void objects.set(bucket, [...(objects.get(bucket) ?? []), ...more]);
  for (const [name, { healthCheckLogs, connectionLogs }] of Object.entries(run.world.loadBalancers)) {
    if (healthCheckLogs) {
      const rows = run.healthRows.filter(({ loadBalancer }) => loadBalancer === name);
      const line = (row: HealthRow) => healthLine(run, row);
      put(healthCheckLogs.bucket, nodeFiles(run, name, healthCheckLogs.prefix, 'health_check_log_', rows, line));
    }
    if (connectionLogs) {
      const rows = run.rows.filter(({ loadBalancer }) => loadBalancer === name);
      const line = (row: Row) => connectionLine(run, row);
      const away = run.turnedAway.filter(({ loadBalancer }) => loadBalancer === name);
      put(
        connectionLogs.bucket,
        nodeFiles(run, name, connectionLogs.prefix, 'conn_log_', away, (one) => awayLine(run, one), 'away'),
      );
      put(connectionLogs.bucket, nodeFiles(run, name, connectionLogs.prefix, 'conn_log_', rows, line));
    }
  }
  if (flowLog?.bucket !== undefined) put(flowLog.bucket, flowFiles(run, flowLog));
  return objects;
}

interface OfNode {
  readonly at: number;
  readonly node: number;
}

/** A file a node and five minutes, as the access log has it; the file's name begins with the kind of log. */
function nodeFiles<T extends OfNode>(
  run: Run,
  name: string,
  prefix: string,
  kind: string,
  rows: readonly T[],
  line: (row: T) => string,
  salt = '',
): StoredObject[] {
  const { account, region, id: world } = run.world;
  const files = Map.groupBy(rows, ({ at, node }) => `${Math.ceil((at + 1) / FIVE_MINUTES) * FIVE_MINUTES}|${node}`);
  const id = loadBalancerNames(run.world, name).dimension.replaceAll('/', '.');
  return [...files].map(([key, held]) => {
    const [end = 0, node = 0] = key.split('|').map(Number);
    const stamp = new Date(end).toISOString();
    const file =
      `${kind}${account}_elasticloadbalancing_${region}_${id}_${stamp.slice(0, 16).replace(/[-:]/g, '')}Z_` +
      `${nodeIp(name, node)}_${randomOf(`${world}|${kind}${salt}|${name}|${end}|${node}`).hex(8)}.log.gz`;
    const root = prefix === '' ? '' : `${prefix}/`;
    const day = stamp.slice(0, 10).replaceAll('-', '/');
    return {
      key: `${root}AWSLogs/${account}/elasticloadbalancing/${region}/${day}/${file}`,
      at: end + LATENESS,
      body: lazily(() => gzipSync(held.map((row) => `${line(row)}\n`).join(''), { level: 4 })),
    };
  });
}

const micros = (at: number) => `${new Date(at).toISOString().slice(0, -1)}000Z`;

function healthLine(run: Run, row: HealthRow): string {
  const { dimension } = loadBalancerNames(run.world, row.loadBalancer);
  const fields = [
    'http',
    micros(row.at),
    row.seconds.toFixed(6),
    row.target,
    row.targetGroup,
    row.reason === null ? 'PASS' : 'FAIL',
    row.code,
    row.reason ?? '-',
    dimension,
    nodeIp(row.loadBalancer, row.node),
  ];
  return fields.join(' ');
}

/** A handshake that the client ended: nothing was agreed. */
function awayLine(run: Run, { at, node, loadBalancer }: Run['turnedAway'][number]): string {
  const { dimension } = loadBalancerNames(run.world, loadBalancer);
  const random = randomOf(`${loadBalancer}|away|${at}`);
  const client = `203.0.113.${Math.floor(random.between(1, 255))} ${Math.floor(random.between(1025, 65_535))}`;
  return `${micros(at)} ${client} 443 - - - "-" - - - TID_${random.hex(32)} - ${dimension} ${nodeIp(loadBalancer, node)}`;
}

function connectionLine(run: Run, row: Row): string {
  const { dimension } = loadBalancerNames(run.world, row.loadBalancer);
  const cut = row.client.lastIndexOf(':');
  const fields = [
    micros(row.created),
    row.client.slice(0, cut).replace(/[[\]]/g, ''),
    row.client.slice(cut + 1),
    '443',
    'TLSv1.3',
    'TLS_AES_128_GCM_SHA256',
    '0.004',
    '"-"',
    '-',
    '-',
    'Success',
    idsOf(row).connection,
    'X25519MLKEM768',
    dimension,
    nodeIp(row.loadBalancer, row.node),
  ];
  return fields.join(' ');
}

interface FlowLine {
  readonly at: number;
  readonly stream: string;
  readonly line: string;
}

/** Two records a connection, one each way; a security group or ACL that stops it makes one of them a REJECT. */
function flowLines(run: Run, { format }: FlowLogRecord): readonly FlowLine[] {
  return run.crossings
    .flatMap((one) => {
      const from = nodeIp(one.loadBalancer, one.node);
      const port = String(20_000 + (Math.round(one.at) % 40_000));
      const there = { src: from, dst: one.target, srcPort: port, dstPort: String(one.port) };
      const back = { src: one.target, dst: from, srcPort: String(one.port), dstPort: port };
      const request = { ...there, action: one.seenAt === 'request' ? 'REJECT' : 'ACCEPT', direction: 'ingress' };
      const reply = { ...back, action: one.seenAt === 'reply' ? 'REJECT' : 'ACCEPT', direction: 'egress' };
      return (one.seenAt === 'request' ? [request] : [request, reply]).map((leg) => flowLine(run, one, leg, format));
    })
    .sort((a, b) => a.at - b.at);
}

interface Leg {
  readonly src: string;
  readonly dst: string;
  readonly srcPort: string;
  readonly dstPort: string;
  readonly action: string;
  readonly direction: string;
}

function flowLine(run: Run, { at, target }: Crossing, leg: Leg, format: string): FlowLine {
  const { account, region } = run.world;
  const eni = `eni-0${stableHex(`${account}/${target}`, 16)}`;
  const start = Math.floor(at / 60_000) * 60;
  const values: Readonly<Record<string, string>> = {
    version: '2',
    'account-id': account,
    'interface-id': eni,
    srcaddr: leg.src,
    dstaddr: leg.dst,
    'pkt-srcaddr': leg.src,
    'pkt-dstaddr': leg.dst,
    srcport: leg.srcPort,
    dstport: leg.dstPort,
    protocol: '6',
    packets: leg.action === 'REJECT' ? '4' : '12',
    bytes: leg.action === 'REJECT' ? '240' : '4180',
    start: String(start),
    end: String(start + 59),
    action: leg.action,
    'log-status': 'OK',
    'flow-direction': leg.direction,
    'tcp-flags': leg.action === 'REJECT' ? '2' : '3',
    'vpc-id': `vpc-0${stableHex(`${account}/vpc`, 16)}`,
    region,
    type: 'IPv4',
  };
  const line = format.replace(/\$\{([\w-]+)\}/g, (_, name: string) => values[name] ?? '-');
  return { at: start * 1000 + FLOW_LATENESS, stream: `${eni}-all`, line };
}

/** `[prefix/]AWSLogs/ACCOUNT/vpcflowlogs/REGION/yyyy/mm/dd/ACCOUNT_vpcflowlogs_REGION_FLOWLOG_TIME_HASH.log.gz`, a header first. */
function flowFiles(run: Run, flowLog: FlowLogRecord): StoredObject[] {
  const { account, region, id } = run.world;
  const files = Map.groupBy(flowLines(run, flowLog), ({ at }) => Math.floor(at / FIVE_MINUTES) * FIVE_MINUTES);
  const header = flowLog.format.replace(/\$\{([\w-]+)\}/g, '$1');
  const root = flowLog.prefix === undefined || flowLog.prefix === '' ? '' : `${flowLog.prefix}/`;
  return [...files].map(([start, lines]) => {
    const stamp = new Date(start).toISOString();
    const day = stamp.slice(0, 10).replaceAll('-', '/');
    const hash = randomOf(`${id}|flow|${start}`).hex(8);
    const time = `${stamp.slice(0, 16).replace(/[-:]/g, '')}Z`;
    return {
      key: `${root}AWSLogs/${account}/vpcflowlogs/${region}/${day}/${account}_vpcflowlogs_${region}_${flowLog.id}_${time}_${hash}.log.gz`,
      at: start + FIVE_MINUTES + LATENESS,
      body: lazily(() => gzipSync(`${[header, ...lines.map(({ line }) => line)].join('\n')}\n`, { level: 4 })),
    };
  });
}

function lazily(make: () => Buffer): () => Buffer {
  let made: Buffer | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
