import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { AccessLog } from '../../domain/evidence.ts';
import { type AccessLogTotals, makeAccessLogTotals, readGzipLines } from '../../logs/index.ts';
import { bucketPage } from '../console.ts';
import { type Lost, lostOf, Nothing } from '../failure.ts';
import { accessLogObjectsStep, type LogObject } from '../steps/access-log-objects.ts';
import type { Collector, Trip } from '../trip.ts';

const inFlight = 8;
/** Compressed. At the pace of one core that is some seconds of reading. */
const byteBudget = 200_000_000;
/** Logs arrive five to ten minutes late: that the last ones are missing says nothing. */
const lagMs = 15 * 60_000;

export const accessLogCollector: Collector<'accessLog'> = {
  id: 'accessLog',
  actions: ['s3:GetObject'],
  needs: [accessLogObjectsStep],
  async take(trip) {
    const { bucket, prefix, objects } = await trip.get(accessLogObjectsStep);
    if (objects.length === 0) {
      const detail = `no log file of the window under s3://${bucket}/${prefix}`;
      throw new Nothing(...trip.losses(), { reason: 'empty', action: null, detail });
    }
    const chosen = withinBudget(objects);
    if (chosen.length < objects.length) {
      const detail = `read the newest ${chosen.length} of ${objects.length} log files: ${byteBudget} bytes are the limit`;
      trip.lose({ reason: 'cut-off', action: null, detail });
    }
    const { scope, window } = trip;
    const totals = makeAccessLogTotals(scope.dimension, { from: window.from, to: window.to });
    const read = await readObjects(trip, chosen, totals);
    const value: AccessLog = { ...totals.totals(), objects: read.count, bytes: read.bytes };
    judge(trip, value, objects);
    const covered = coveredUntil(objects);
    const until = covered === null ? '' : `, written until ${new Date(covered).toISOString()}`;
    const what = `ALB access log, ${value.objects} objects, ${value.rows} rows${until}`;
    return { value, what, link: bucketPage(scope, bucket, prefix) };
  },
};

function withinBudget(objects: readonly LogObject[]): readonly LogObject[] {
  let sum = 0;
  const newestFirst = [...objects].sort((a, b) => (b.end ?? 0) - (a.end ?? 0) || (a.key < b.key ? -1 : 1));
  return newestFirst.filter(({ bytes }) => {
    sum += bytes;
    return sum <= byteBudget;
  });
}

interface Read {
  readonly count: number;
  readonly bytes: number;
}

/** Eight at a time. Each object that could not be read, or only in part, is told once. */
async function readObjects(trip: Trip, objects: readonly LogObject[], totals: AccessLogTotals): Promise<Read> {
  const waiting = [...objects];
  const failed: Lost[] = [];
  let firstError: unknown;
  let count = 0;
  let bytes = 0;
  const worker = async () => {
    for (let object = waiting.shift(); object !== undefined; object = waiting.shift()) {
      try {
        failed.push(...(await readObject(trip, object, totals)));
        count += 1;
        bytes += object.bytes;
      } catch (error) {
        firstError ??= error;
        failed.push(...lostOf(error));
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  if (count === 0 && firstError !== undefined) throw firstError;
  trip.lose(...grouped(failed, objects.length));
  return { count, bytes };
}

async function readObject(trip: Trip, object: LogObject, totals: AccessLogTotals): Promise<readonly Lost[]> {
  const name = object.key.split('/').at(-1);
  if (trip.soon.aborted) return [{ reason: 'cut-off', action: null, detail: `time was up before ${name}` }];
  const { Body, ETag } = await trip.s3.send(new GetObjectCommand({ Bucket: object.bucket, Key: object.key }));
  if (Body === undefined || !(Symbol.asyncIterator in Body)) {
    return [{ reason: 'unreadable', action: null, detail: `${name} has no content` }];
  }
  trip.meter.read(object.bytes);
  trip.meter.object({
    uri: `s3://${object.bucket}/${object.key}`,
    bytes: object.bytes,
    etag: ETag ?? object.etag,
  });
  const source = Body as AsyncIterable<Uint8Array>;
  try {
    const ending = await readGzipLines(source, (line) => totals.add(line), trip.soon);
    if (ending === 'cut') return [{ reason: 'cut-off', action: null, detail: `${name} breaks off` }];
    return ending === 'garbage' ? [{ reason: 'unreadable', action: null, detail: `${name} is not gzip` }] : [];
  } catch (error) {
    if (!trip.soon.aborted) throw error;
    return [{ reason: 'cut-off', action: null, detail: `time was up within ${name}` }];
  }
}

/** One gap a reason, with the first detail and how many there are. */
function grouped(failed: readonly Lost[], total: number): readonly Lost[] {
  const byReason = Map.groupBy(failed, ({ reason, action }) => `${reason} ${action}`);
  return [...byReason.values()].flatMap(([first, ...more]) =>
    first === undefined
      ? []
      : [{ ...first, detail: `${more.length + 1} of ${total} log files: ${first.detail ?? first.reason}` }],
  );
}

function judge(trip: Trip, { rows, skippedRows }: AccessLog, objects: readonly LogObject[]): void {
  if (rows === 0 && skippedRows > 0) {
    const detail = `${skippedRows} lines, none of them a row of ${trip.scope.dimension}`;
    throw new Nothing(...trip.losses(), { reason: 'unreadable', action: null, detail });
  }
  const covered = coveredUntil(objects);
  const end = Math.min(Date.parse(trip.window.to), trip.clock.now().getTime());
  if (covered !== null && covered < end - lagMs) {
    const detail = `the newest log file ends at ${new Date(covered).toISOString()}`;
    trip.lose({ reason: 'empty', action: null, detail });
  }
}

function coveredUntil(objects: readonly LogObject[]): number | null {
  const ends = objects.flatMap(({ end }) => end ?? []);
  return ends.length === 0 ? null : Math.max(...ends);
}
