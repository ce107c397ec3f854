import { poolExhaustedLines } from '../../../src/checks/app-log/pool-exhausted.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  poolExhaustedLines,
  'INFO: Maximum number of threads (200) created for connector with address [null] and port [8080]; All threads (200) are currently busy, waiting.',
);
