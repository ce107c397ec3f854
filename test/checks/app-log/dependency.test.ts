import { dependencyLines } from '../../../src/checks/app-log/dependency.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(dependencyLines, 'Error: getaddrinfo ENOTFOUND payments.internal');
