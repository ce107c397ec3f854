import { headerInvalidLines } from '../../../src/checks/app-log/header-invalid.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(headerInvalidLines, 'TypeError [ERR_INVALID_CHAR]: Invalid character in header content ["X-Name"]');
