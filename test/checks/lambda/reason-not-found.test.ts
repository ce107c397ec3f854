import { reasonNotFound } from '../../../src/checks/lambda/reason-not-found.ts';
import { describeReasonCheck } from '../../support/reason-check.ts';

describeReasonCheck(reasonNotFound, ['LambdaResourceNotFound'], ['LambdaKMSNotFoundException']);
