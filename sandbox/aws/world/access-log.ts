import { gzipSync } from 'node:zlib';
import type { StoredObject } from './history.ts';
import { certificateArn, loadBalancerNames, nodeIp } from './names.ts';
import { randomOf } from './random.ts';
import { idsOf, type Row } from './run.ts';
import type { LoadBalancer, World } from './spec.ts';

const FIVE_MINUTES = 5 * 60_000;
/** Nodes finish their files minutes after the five they cover. */
const LATENESS = 45_000;

/** Access logs as S3 has them: gzip, a file per node and five minutes, the end of the five minutes in its name. */
export function accessLogObjects(world: World, name: string, spec: LoadBalancer, rows: readonly Row[]): StoredObject[] {
  if (!spec.accessLogs) return [];
  const files = new Map<string, Row[]>();
  for (const row of rows) {
    const end = Math.ceil((row.at + 1) / FIVE_MINUTES) * FIVE_MINUTES;
    const key = `${end}|${row.node}`;
    const file = files.get(key) ?? [];
    file.push(row);
    files.set(key, file);
  }
  const prefix = spec.accessLogs.prefix === '' ? '' : `${spec.accessLogs.prefix}/`;
  return [...files].map(([id, held]) => {
    const [end = 0, node = 0] = id.split('|').map(Number);
    return {
      key: `${prefix}${keyOf(world, name, end, node)}`,
      at: end + LATENESS,
      body: once(() => gzipSync(textOf(world, name, spec, held), { level: 1 })),
    };
  });
}

function keyOf(world: World, name: string, end: number, node: number): string {
  const { account, region } = world;
  const stamp = new Date(end).toISOString();
  const time = `${stamp.slice(0, 16).replace(/[-:]/g, '')}Z`;
  const id = loadBalancerNames(world, name).dimension.replaceAll('/', '.');
  const random = randomOf(`${world.id}|object|${name}|${end}|${node}`).hex(8);
  return (
    `AWSLogs/${account}/elasticloadbalancing/${region}/${stamp.slice(0, 10).replaceAll('-', '/')}/` +
    `${account}_elasticloadbalancing_${region}_${id}_${time}_${nodeIp(name, node)}_${random}.log.gz`
  );
}

function once(make: () => Buffer): () => Buffer {
  let made: Buffer | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Rows are written by several threads of a node: nearly in order, not quite. */
function textOf(world: World, name: string, spec: LoadBalancer, rows: readonly Row[]): string {
  const random = randomOf(`${world.id}|order|${name}|${rows.length}`);
  const file: LogFile = {
    dimension: loadBalancerNames(world, name).dimension,
    certificate: certificateArn(world, spec.host),
    host: spec.host,
    nodeIp: nodeIp(name, rows[0]?.node ?? 0),
  };
  return rows
    .map((row) => ({ row, at: row.at + random.between(0, 900) }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => lineOf(file, row))
    .join('');
}

let minuteOfStamp = Number.NaN;
let stampUpToMinute = '';

/** Thousands of rows share a minute, whose text is made once. */
const stamp = (at: number) => {
  const minute = Math.floor(at / 60_000);
  if (minute !== minuteOfStamp) {
    minuteOfStamp = minute;
    stampUpToMinute = new Date(minute * 60_000).toISOString().slice(0, 17);
  }
  const micros = String(Math.floor((at - minute * 60_000) * 1000)).padStart(8, '0');
  return `${stampUpToMinute}${micros.slice(0, 2)}.${micros.slice(2)}Z`;
};
const seconds = (value: number) => (value < 0 ? '-1' : value.toFixed(3));

/** What all rows of a file share. */
interface LogFile {
  readonly dimension: string;
  readonly certificate: string;
  readonly host: string;
  readonly nodeIp: string;
}

function lineOf(file: LogFile, row: Row): string {
  const { trace, connection } = idsOf(row);
  const arn = row.targetGroup ?? '-';
  const sent = row.status === null ? '-' : String(row.status);
  const fields = [
    row.agent.startsWith('Mozilla') ? 'h2' : 'https',
    stamp(row.at),
    file.dimension,
    row.client,
    row.target ?? '-',
    seconds(row.request),
    seconds(row.wait),
    seconds(row.response),
    String(row.elb),
    sent,
    String(row.received),
    String(row.sent),
    `"${row.method} https://${file.host}:443${row.path} HTTP/${row.agent.startsWith('Mozilla') ? '2.0' : '1.1'}"`,
    `"${row.agent}"`,
    'TLS_AES_128_GCM_SHA256',
    'TLSv1.3',
    arn,
    `"${trace}"`,
    `"${file.host}"`,
    `"${file.certificate}"`,
    String(row.rule),
    stamp(row.created),
    row.elb === 503 ? '"-"' : '"forward"',
    '"-"',
    `"${row.reason ?? '-'}"`,
    row.target ? `"${row.target}"` : '"-"',
    `"${sent}"`,
    '"-"',
    '"-"',
    ...newerFields(file, connection),
  ];
  return `${fields.join(' ')}\n`;
}

/** Nodes of different software write 29, 30, 33 or 34 fields. */
function newerFields(file: LogFile, connection: string): readonly string[] {
  const variant = Number.parseInt(connection.slice(-2), 16);
  if (variant < 6) return [];
  if (variant < 16) return [connection];
  const three = [connection, '"-"', '"-"', '"-"'];
  return variant < 30 ? three : [...three, file.nodeIp];
}
