import { closedMidResponse } from '../../../src/checks/alb/closed-mid-response.ts';
import { describeTimingCheck, midway, refused } from '../../support/timing-check.ts';

describeTimingCheck(closedMidResponse, midway, refused);
