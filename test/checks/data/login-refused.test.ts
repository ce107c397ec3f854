import { loginRefused } from '../../../src/checks/data/login-refused.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(loginRefused, 'FATAL:  password authentication failed for user "shop"');
