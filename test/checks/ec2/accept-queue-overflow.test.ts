import { acceptQueueOverflow } from '../../../src/checks/ec2/accept-queue-overflow.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  acceptQueueOverflow,
  'kernel: TCP: request_sock_TCP: Possible SYN flooding on port 8080. Sending cookies. Check SNMP counters.',
);
