import { filesExhaustedLines } from '../../../src/checks/app-log/files-exhausted.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(filesExhaustedLines, 'accept4: too many open files');
