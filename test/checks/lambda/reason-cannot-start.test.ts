import { reasonCannotStart } from '../../../src/checks/lambda/reason-cannot-start.ts';
import { describeReasonCheck } from '../../support/reason-check.ts';

describeReasonCheck(
  reasonCannotStart,
  [
    'LambdaENILimitReachedException',
    'LambdaSubnetIPAddressLimitReachedException',
    'LambdaInvalidSubnetIDException',
    'LambdaInvalidSecurityGroupIDException',
    'LambdaEC2ThrottledException',
    'LambdaKMSDisabledException',
    'LambdaInvalidZipFileException',
    'LambdaInvalidRuntimeException',
  ],
  ['LambdaInvalidResponse', 'LambdaServiceException'],
);
