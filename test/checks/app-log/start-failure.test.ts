import { startFailureLines } from '../../../src/checks/app-log/start-failure.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(startFailureLines, "Could not resolve placeholder 'PAYMENT_URL' in value");
