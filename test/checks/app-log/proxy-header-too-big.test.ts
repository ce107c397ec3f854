import { proxyBigHeaderLines } from '../../../src/checks/app-log/proxy-header-too-big.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(proxyBigHeaderLines, 'upstream sent too big header while reading response header from upstream');
