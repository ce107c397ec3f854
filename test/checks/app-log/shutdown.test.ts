import { shutdownLines } from '../../../src/checks/app-log/shutdown.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(shutdownLines, '[INFO] Handling signal: term');
