import { diskFullLines } from '../../../src/checks/app-log/disk-full.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(diskFullLines, 'write: No space left on device');
