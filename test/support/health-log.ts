import type { HealthCheckLog } from '../../src/domain/evidence.ts';
import { window } from './evidence.ts';

/** A health-check log of one target; `reasons` of its failed checks. */
export function healthCheckLog(passed: number, reasons: Readonly<Record<string, number>> = {}): HealthCheckLog {
  const failed = Object.values(reasons).reduce((sum, count) => sum + count, 0);
  return {
    span: { from: window.from, to: window.to },
    rows: passed + failed,
    skippedRows: 0,
    byTarget:
      passed + failed === 0
        ? []
        : [
            {
              target: '10.0.11.10:3000',
              targetGroup: 'shop-api',
              zone: null,
              passed,
              failed,
              firstFailure: null,
              lastFailure: null,
              reasons: Object.entries(reasons).map(([reason, count]) => ({ reason, count })),
              secondsP50: null,
              secondsMax: null,
            },
          ],
  };
}
