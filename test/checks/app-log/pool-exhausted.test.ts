import { poolExhaustedLines } from '../../../src/checks/app-log/pool-exhausted.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  poolExhaustedLines,
  'WARNING: [pool www] server reached pm.max_children setting (20), consider raising it',
);
