import { apacheCloseLines } from '../../../src/checks/app-log/apache-silent-close.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(apacheCloseLines, 'AH01102: error reading status line from remote server 127.0.0.1:8080');
