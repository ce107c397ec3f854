import { headerTooLargeLines } from '../../../src/checks/app-log/header-too-large.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(headerTooLargeLines, 'warn: Set-Cookie header too large (41 KB)');
