import { cacheLines } from '../../../src/checks/app-log/cache.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(cacheLines, 'ioredis: connection lost ECONNRESET cache.internal:6379');
