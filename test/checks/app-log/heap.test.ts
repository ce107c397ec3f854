import { heapLines } from '../../../src/checks/app-log/heap.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(heapLines, 'java.lang.OutOfMemoryError: Java heap space');
