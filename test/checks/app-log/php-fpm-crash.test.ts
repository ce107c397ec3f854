import { fpmCrashLines } from '../../../src/checks/app-log/php-fpm-crash.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  fpmCrashLines,
  '[20-Nov-2026 09:30:04] WARNING: [pool www] child 22612 exited on signal 11 (SIGSEGV) after 7.109208 seconds from start',
);
