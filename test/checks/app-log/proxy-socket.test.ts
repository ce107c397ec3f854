import { proxySocketLines } from '../../../src/checks/app-log/proxy-socket.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  proxySocketLines,
  'connect() to unix:/run/php-fpm.sock failed (11: Resource temporarily unavailable)',
);
