import { nativeCrash } from '../../../src/checks/data/native-crash.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  nativeCrash,
  '[pool www] child 41 exited on signal 11 (SIGSEGV - core dumped) after 12.4 seconds from start',
);
