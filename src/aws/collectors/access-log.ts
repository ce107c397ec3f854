import type { AccessLog } from '../../domain/evidence.ts';
import { makeAccessLogTotals } from '../../logs/index.ts';
import { bucketPage } from '../console.ts';
import { Nothing } from '../failure.ts';
import { coveredUntil, type LogObject, readLogObjects, withinBudget } from '../log-objects.ts';
import { accessLogObjectsStep } from '../steps/access-log-objects.ts';
import type { Collector, Trip } from '../trip.ts';

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
    const chosen = withinBudget(trip, objects, byteBudget);
    const { scope, window } = trip;
    const totals = makeAccessLogTotals(scope.dimension, { from: window.from, to: window.to });
    const read = await readLogObjects(trip, chosen, (line) => totals.add(line));
    const value: AccessLog = { ...totals.totals(), objects: read.count, bytes: read.bytes };
    judge(trip, value, objects);
    const covered = coveredUntil(objects);
    const until = covered === null ? '' : `, written until ${new Date(covered).toISOString()}`;
    const what = `ALB access log, ${value.objects} objects, ${value.rows} rows${until}`;
    return { value, what, link: bucketPage(scope, bucket, prefix) };
  },
};

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
