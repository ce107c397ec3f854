import { workerTimeoutLines } from '../../../src/checks/app-log/worker-timeout.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(workerTimeoutLines, '[CRITICAL] WORKER TIMEOUT (pid:17)');
