import { makeHealthCheckTotals } from '../../logs/index.ts';
import { bucketPage } from '../console.ts';
import { Nothing } from '../failure.ts';
import { type LogObjects, readLogObjects, withinBudget } from '../log-objects.ts';
import { healthCheckLogObjectsStep } from '../steps/access-log-objects.ts';
import type { Collector, Trip } from '../trip.ts';

const byteBudget = 20_000_000;

export const healthCheckLogCollector: Collector<'healthCheckLog'> = {
  id: 'healthCheckLog',
  actions: ['s3:GetObject'],
  needs: [healthCheckLogObjectsStep],
  async take(trip) {
    const files = await trip.get(healthCheckLogObjectsStep);
    const { scope, window } = trip;
    const totals = makeHealthCheckTotals(scope.dimension, { from: window.from, to: window.to });
    const count = await readAll(trip, files, (line) => totals.add(line));
    const value = totals.totals();
    unlessForeign(trip, value.rows, value.skippedRows);
    const what = `ALB health-check log, ${count} objects, ${value.rows} rows`;
    return { value, what, link: bucketPage(scope, files.bucket, files.prefix) };
  },
};

/** Every line of the files, newest first; rejects where there is no file. */
export async function readAll(trip: Trip, files: LogObjects, onLine: (line: string) => void): Promise<number> {
  if (files.objects.length === 0) {
    const detail = `no log file of the window under s3://${files.bucket}/${files.prefix}`;
    throw new Nothing(...trip.losses(), { reason: 'empty', action: null, detail });
  }
  const { count } = await readLogObjects(trip, withinBudget(trip, files.objects, byteBudget), onLine);
  return count;
}

export function unlessForeign(trip: Trip, rows: number, skipped: number): void {
  if (rows > 0 || skipped === 0) return;
  const detail = `${skipped} lines, none of them a row of ${trip.scope.dimension}`;
  throw new Nothing(...trip.losses(), { reason: 'unreadable', action: null, detail });
}
