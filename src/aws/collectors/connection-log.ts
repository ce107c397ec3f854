import { makeConnectionTotals } from '../../logs/index.ts';
import { bucketPage } from '../console.ts';
import { connectionLogObjectsStep } from '../steps/access-log-objects.ts';
import { listenersStep } from '../steps/load-balancer.ts';
import type { Collector } from '../trip.ts';
import { readAll, unlessForeign } from './health-check-log.ts';

export const connectionLogCollector: Collector<'connectionLog'> = {
  id: 'connectionLog',
  actions: ['s3:GetObject'],
  needs: [connectionLogObjectsStep, listenersStep],
  async take(trip) {
    const [files, listeners] = await Promise.all([trip.get(connectionLogObjectsStep), trip.attempt(listenersStep)]);
    const { scope, window } = trip;
    const secure = (listeners ?? []).flatMap(({ Protocol, Port }) => (Protocol === 'HTTPS' ? (Port ?? []) : []));
    const totals = makeConnectionTotals(scope.dimension, new Set(secure), { from: window.from, to: window.to });
    const count = await readAll(trip, files, (line) => totals.add(line));
    const value = totals.totals();
    unlessForeign(trip, value.rows, value.skippedRows);
    const what = `ALB connection log, ${count} objects, ${value.rows} connections, ${value.failed} failed handshakes`;
    return { value, what, link: bucketPage(scope, files.bucket, files.prefix) };
  },
};
