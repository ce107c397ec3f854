import { healthCheckServerError } from '../../../src/checks/targets/health-check-server-error.ts';
import { describeReasonCheck } from '../../support/health-reason-check.ts';

describeReasonCheck(
  healthCheckServerError,
  { reason: 'Target.ResponseCodeMismatch', description: 'Health checks failed with these codes: [503]' },
  { reason: 'Target.ResponseCodeMismatch', description: 'Health checks failed with these codes: [404]' },
  '(service api) (port 3000) is unhealthy in (target-group x) due to (reason Health checks failed with these codes: [500])',
);
