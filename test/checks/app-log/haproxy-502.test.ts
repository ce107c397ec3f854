import { haproxy502Lines } from '../../../src/checks/app-log/haproxy-502.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  haproxy502Lines,
  '10.0.0.7:55968 [20/Nov/2026:09:30:12.680] front app/app1 0/0/5/-1/5 502 209 - - PH-- 1/1/0/0/0 0/0 "GET /x HTTP/1.1"',
);
