import { reasonBadRequest } from '../../../src/checks/lambda/reason-bad-request.ts';
import { describeReasonCheck } from '../../support/reason-check.ts';

describeReasonCheck(reasonBadRequest, ['LambdaBadRequest'], ['LambdaRequestTooLarge']);
