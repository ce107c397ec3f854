import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Span } from '../../domain/window.ts';
import { Nothing } from '../failure.ts';
import { gather, pages, type Step, type Trip } from '../trip.ts';
import { attributesStep } from './load-balancer.ts';

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

/** The load balancer's log files whose names say that they overlap the window. */
export const accessLogObjectsStep: Step<LogObjects> = {
  id: 'step:access-log-objects',
  actions: ['s3:ListBucket'],
  needs: [attributesStep],
  async take(trip) {
    const attributes = await trip.get(attributesStep);
    const bucket = attributes['access_logs.s3.bucket'] ?? '';
    if (attributes['access_logs.s3.enabled'] !== 'true' || bucket === '') {
      throw new Nothing({ reason: 'not-enabled', action: null, detail: 'access_logs.s3.enabled is not true' });
    }
    const prefix = layout(trip, attributes['access_logs.s3.prefix'] ?? '');
    const listed = await gather(days(trip.window), trip, (one) => list(trip, bucket, prefix(one)));
    return { bucket, prefix: prefix(new Date(trip.window.to)), objects: listed.flat().filter(overlaps(trip.window)) };
  },
};

/** `[prefix/]AWSLogs/ACCOUNT/elasticloadbalancing/REGION/yyyy/mm/dd/ACCOUNT_elasticloadbalancing_REGION_app.NAME.ID_` */
function layout({ scope }: Trip, prefix: string): (at: Date) => string {
  const account = scope.account ?? scope.arn.split(':')[4] ?? '';
  const id = scope.dimension.replaceAll('/', '.');
  const root = prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/`;
  return (at) => {
    const date = at.toISOString().slice(0, 10).replaceAll('-', '/');
    const file = `${account}_elasticloadbalancing_${scope.region}_${id}_`;
    return `${root}AWSLogs/${account}/elasticloadbalancing/${scope.region}/${date}/${file}`;
  };
}

/** The UTC days of the window; the file of the last minutes may already be in the next one. */
function days({ from, to }: Span): readonly Date[] {
  const first = Math.floor(Date.parse(from) / day);
  const last = Math.floor((Date.parse(to) + slackMs) / day);
  return Array.from({ length: last - first + 1 }, (_, at) => new Date((first + at) * day));
}

function list(trip: Trip, bucket: string, prefix: string): Promise<readonly LogObject[]> {
  // The end time follows the prefix in the name, so that earlier files need not be listed.
  const startAfter = `${prefix}${stamp(Date.parse(trip.window.from) - minute)}`;
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

function overlaps({ from, to }: Span): (object: LogObject) => boolean {
  const first = Date.parse(from);
  const last = Date.parse(to) + slackMs;
  return ({ end }) => end === null || (end >= first && end <= last);
}
