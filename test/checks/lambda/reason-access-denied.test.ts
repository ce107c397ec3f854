import { reasonAccessDenied } from '../../../src/checks/lambda/reason-access-denied.ts';
import { describeReasonCheck } from '../../support/reason-check.ts';

describeReasonCheck(
  reasonAccessDenied,
  ['LambdaAccessDenied'],
  ['LambdaKMSAccessDeniedException', 'LambdaEC2AccessDeniedException'],
);
