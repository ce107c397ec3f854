import { proxyUnreachableLines } from '../../../src/checks/app-log/proxy-unreachable.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  proxyUnreachableLines,
  '2026/11/20 09:30:06 [error] 31#31: *912 connect() failed (113: No route to host) while connecting to upstream, client: 10.0.0.7, upstream: "http://10.0.4.17:8080/"',
);
