import { reasonRequestTooLarge } from '../../../src/checks/lambda/reason-request-too-large.ts';
import { describeReasonCheck } from '../../support/reason-check.ts';

describeReasonCheck(reasonRequestTooLarge, ['LambdaRequestTooLarge'], ['LambdaResponseTooLarge']);
