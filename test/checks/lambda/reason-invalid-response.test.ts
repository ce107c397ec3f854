import { reasonInvalidResponse } from '../../../src/checks/lambda/reason-invalid-response.ts';
import { describeReasonCheck } from '../../support/reason-check.ts';

describeReasonCheck(reasonInvalidResponse, ['LambdaInvalidResponse'], ['LambdaUnhandled', 'LambdaResponseTooLarge']);
