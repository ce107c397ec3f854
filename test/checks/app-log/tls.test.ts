import { tlsLines } from '../../../src/checks/app-log/tls.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(tlsLines, 'SSL routines:ssl3_get_client_hello:no shared cipher');
