import { reasonUnhandled } from '../../../src/checks/lambda/reason-unhandled.ts';
import { describeReasonCheck } from '../../support/reason-check.ts';

describeReasonCheck(reasonUnhandled, ['LambdaUnhandled'], ['LambdaUnhandledException', 'LambdaInvalidResponse']);
