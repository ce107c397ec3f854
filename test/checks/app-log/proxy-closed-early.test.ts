import { proxyClosedLines } from '../../../src/checks/app-log/proxy-closed-early.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  proxyClosedLines,
  'upstream prematurely closed connection while reading response header from upstream',
);
