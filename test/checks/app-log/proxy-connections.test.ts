import { proxyConnectionLines } from '../../../src/checks/app-log/proxy-connections.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(proxyConnectionLines, '1024 worker_connections are not enough');
