import { databaseUnreachableLines } from '../../../src/checks/app-log/database-unreachable.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(databaseUnreachableLines, 'Error: connect ECONNREFUSED 10.0.3.8:5432');
