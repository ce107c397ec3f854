import { oomLines } from '../../../src/checks/app-log/oom.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(oomLines, 'Memory cgroup out of memory: Killed process 4711 (node)');
