import { reasonService } from '../../../src/checks/lambda/reason-service.ts';
import { describeReasonCheck } from '../../support/reason-check.ts';

describeReasonCheck(
  reasonService,
  ['LambdaServiceException', 'LambdaConnectionError', 'LambdaConnectionTimeout', 'LambdaUnhandledException'],
  ['LambdaUnhandled', 'LambdaThrottling'],
);
