import { fpmFullLines } from '../../../src/checks/app-log/php-fpm-full.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  fpmFullLines,
  '[20-Nov-2026 09:30:07] WARNING: [pool www] server reached pm.max_children setting (5), consider raising it',
);
