import { reasonThrottling } from '../../../src/checks/lambda/reason-throttling.ts';
import { describeReasonCheck } from '../../support/reason-check.ts';

describeReasonCheck(reasonThrottling, ['LambdaThrottling'], ['LambdaEC2ThrottledException', 'LambdaUnhandled']);
