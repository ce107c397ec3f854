import { databaseFullLines } from '../../../src/checks/app-log/database-connections-full.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  databaseFullLines,
  'FATAL: remaining connection slots are reserved for non-replication superuser connections',
);
