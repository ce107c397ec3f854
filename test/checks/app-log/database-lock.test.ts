import { databaseLockLines } from '../../../src/checks/app-log/database-lock.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(databaseLockLines, 'ERROR: canceling statement due to statement timeout');
