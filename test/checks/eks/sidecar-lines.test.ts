import { sidecarLines } from '../../../src/checks/eks/sidecar-lines.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(sidecarLines, 'warning envoy config: Envoy proxy is NOT ready: config not received from XDS server');
