import { crashLines } from '../../../src/checks/app-log/crash.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(crashLines, 'panic: runtime error: invalid memory address');
