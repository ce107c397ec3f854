import { proxyDnsLines } from '../../../src/checks/app-log/proxy-dns.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(proxyDnsLines, 'api.internal could not be resolved (3: Host not found)');
