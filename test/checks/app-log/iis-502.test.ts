import { iisLines } from '../../../src/checks/app-log/iis-502.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(iisLines, '2026-11-20 09:30:14 10.0.4.9 GET /quote - 80 - 10.0.0.7 Mozilla/5.0 - 502 3 12030 343');
