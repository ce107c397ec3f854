import { closedAtOnce } from '../../../src/checks/alb/closed-at-once.ts';
import { atOnce, describeTimingCheck, refused } from '../../support/timing-check.ts';

describeTimingCheck(closedAtOnce, atOnce, refused);
