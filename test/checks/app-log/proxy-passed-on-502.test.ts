import { proxyPassedOn502 } from '../../../src/checks/app-log/proxy-passed-on-502.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  proxyPassedOn502,
  '10.0.0.7 - - [20/Nov/2026:09:30:04 +0000] "GET /own HTTP/1.1" 502 7 "-" "-" rt=0.001 uct="0.000" uht="0.001" urt="0.001" us="502" ubr="54"',
);
