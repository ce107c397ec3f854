import { workerRecycleLines } from '../../../src/checks/app-log/worker-recycle.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(workerRecycleLines, '[INFO] Autorestarting worker after current request.');
