import { proxyBadHeaderLines } from '../../../src/checks/app-log/proxy-header-invalid.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  proxyBadHeaderLines,
  'upstream sent no valid HTTP/1.0 header while reading response header from upstream',
);
