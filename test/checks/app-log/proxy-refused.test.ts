import { proxyRefusedLines } from '../../../src/checks/app-log/proxy-refused.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(proxyRefusedLines, 'connect() failed (111: Connection refused) while connecting to upstream');
