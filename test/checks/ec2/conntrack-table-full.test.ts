import { conntrackTableFull } from '../../../src/checks/ec2/conntrack-table-full.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(conntrackTableFull, 'nf_conntrack: nf_conntrack: table full, dropping packet');
