import { notDispatched } from '../../../src/checks/alb/not-dispatched.ts';
import { atOnce, describeTimingCheck, refused } from '../../support/timing-check.ts';

describeTimingCheck(notDispatched, refused, atOnce);
