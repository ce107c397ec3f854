import { proxyTlsLines } from '../../../src/checks/app-log/proxy-tls.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(proxyTlsLines, 'SSL_do_handshake() failed (SSL: error:0A000410) while SSL handshaking to upstream');
