import { reasonResponseTooLarge } from '../../../src/checks/lambda/reason-response-too-large.ts';
import { describeReasonCheck } from '../../support/reason-check.ts';

describeReasonCheck(
  reasonResponseTooLarge,
  ['LambdaResponseTooLarge'],
  ['LambdaInvalidResponse', 'LambdaRequestTooLarge'],
);
