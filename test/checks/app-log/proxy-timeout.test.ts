import { proxyTimeoutLines } from '../../../src/checks/app-log/proxy-timeout.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  proxyTimeoutLines,
  '2026/11/20 09:30:06 [error] 7508#7508: *38 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 10.0.0.7, server: , request: "GET /slow HTTP/1.1"',
);
