import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Span } from '../domain/window.ts';
import { readGzipLines } from '../logs/index.ts';
import { type Lost, lostOf } from './failure.ts';
import { gather, pages, type Trip } from './trip.ts';

/** One log file in S3 that several nodes or collectors write a file of every few minutes. */
export interface LogObject {
  readonly bucket: string;
  readonly key: string;
  readonly bytes: number;
  readonly etag: string | null;
  /** The last minute that it holds, epoch ms, as its name says; null when the name says nothing. */
  readonly end: number | null;
}

export interface LogObjects {
  readonly bucket: string;
  readonly prefix: string;
  readonly objects: readonly LogObject[];
}

const minute = 60_000;
const day = 24 * 60 * minute;
/** A file holds five minutes and says when they end; another five for rows that were written late. */
const slackMs = 10 * minute;
const inFlight = 8;

/** How the keys of a day begin, up to the time in the file's name. */
export type KeyOf = (day: Date) => string;

/**
 * The files whose names say that they overlap the window. `lead`: ms that the time in a name may lie before the last row
 * of its file. ELB names the end of a file's minutes, flow logs their beginning.
 */
export async function listLogObjects(trip: Trip, bucket: string, keyOf: KeyOf, lead = 0): Promise<LogObjects> {
  const listed = await gather(days(trip.window, lead), trip, (one) => list(trip, bucket, keyOf(one), lead));
  const objects = listed.flat().filter(overlaps(trip.window, lead));
  return { bucket, prefix: keyOf(new Date(trip.window.to)), objects };
}

/** The UTC days of the window; the file of the last minutes may already be in the next one. */
function days({ from, to }: Span, lead: number): readonly Date[] {
  const first = Math.floor((Date.parse(from) - lead) / day);
  const last = Math.floor((Date.parse(to) + slackMs) / day);
  return Array.from({ length: last - first + 1 }, (_, at) => new Date((first + at) * day));
}

function list(trip: Trip, bucket: string, prefix: string, lead: number): Promise<readonly LogObject[]> {
  // The time follows the prefix in the name, so that earlier files need not be listed.
  const startAfter = `${prefix}${stamp(Date.parse(trip.window.from) - lead - minute)}`;
  return pages(trip, { what: 's3:ListBucket', limit: 50 }, async (ContinuationToken) => {
    const answer = await trip.s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, StartAfter: startAfter, ContinuationToken }),
    );
    const items = (answer.Contents ?? []).flatMap(({ Key, Size = 0, ETag }) =>
      Key === undefined ? [] : [{ bucket, key: Key, bytes: Size, etag: ETag ?? null, end: endOf(Key) }],
    );
    return { items, next: answer.IsTruncated === false ? undefined : answer.NextContinuationToken };
  });
}

function stamp(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
}

function endOf(key: string): number | null {
  const [, y, mo, d, h, mi] = /_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]*$/.exec(key) ?? [];
  if (y === undefined) return null;
  return Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi));
}

function overlaps({ from, to }: Span, lead: number): (object: LogObject) => boolean {
  const first = Date.parse(from) - lead;
  const last = Date.parse(to) + slackMs;
  return ({ end }) => end === null || (end >= first && end <= last);
}

/** The newest files within so many compressed bytes; that some were left out is lost. */
export function withinBudget(trip: Trip, objects: readonly LogObject[], budget: number): readonly LogObject[] {
  let sum = 0;
  const newestFirst = [...objects].sort((a, b) => (b.end ?? 0) - (a.end ?? 0) || (a.key < b.key ? -1 : 1));
  const chosen = newestFirst.filter(({ bytes }) => {
    sum += bytes;
    return sum <= budget;
  });
  if (chosen.length < objects.length) {
    const detail = `read the newest ${chosen.length} of ${objects.length} log files: ${budget} bytes are the limit`;
    trip.lose({ reason: 'cut-off', action: null, detail });
  }
  return chosen;
}

export interface ReadObjects {
  readonly count: number;
  readonly bytes: number;
}

/**
 * Eight at a time. `onLine` also gets which file of the list the line is of. Each file that could not be read, or only in
 * part, is told once. Rejects when none could be read.
 */
export async function readLogObjects(
  trip: Trip,
  objects: readonly LogObject[],
  onLine: (line: string, object: LogObject) => void,
): Promise<ReadObjects> {
  const waiting = [...objects];
  const failed: Lost[] = [];
  let firstError: unknown;
  let count = 0;
  let bytes = 0;
  const worker = async () => {
    for (let object = waiting.shift(); object !== undefined; object = waiting.shift()) {
      try {
        failed.push(...(await readObject(trip, object, onLine)));
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

async function readObject(
  trip: Trip,
  object: LogObject,
  onLine: (line: string, object: LogObject) => void,
): Promise<readonly Lost[]> {
  const name = object.key.split('/').at(-1);
  if (trip.soon.aborted) return [{ reason: 'cut-off', action: null, detail: `time was up before ${name}` }];
  const { Body, ETag } = await trip.s3.send(new GetObjectCommand({ Bucket: object.bucket, Key: object.key }));
  if (Body === undefined || !(Symbol.asyncIterator in Body)) {
    return [{ reason: 'unreadable', action: null, detail: `${name} has no content` }];
  }
  trip.meter.read(object.bytes);
  trip.meter.object({ uri: `s3://${object.bucket}/${object.key}`, bytes: object.bytes, etag: ETag ?? object.etag });
  const source = Body as AsyncIterable<Uint8Array>;
  try {
    const ending = await readGzipLines(source, (line) => onLine(line, object), trip.soon);
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

/** When the newest file ends, epoch ms. */
export function coveredUntil(objects: readonly LogObject[]): number | null {
  const ends = objects.flatMap(({ end }) => end ?? []);
  return ends.length === 0 ? null : Math.max(...ends);
}
