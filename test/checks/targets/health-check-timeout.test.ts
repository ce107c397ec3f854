import { healthCheckTimeout } from '../../../src/checks/targets/health-check-timeout.ts';
import { describeReasonCheck } from '../../support/health-reason-check.ts';

describeReasonCheck(
  healthCheckTimeout,
  { reason: 'Target.Timeout', description: 'Request timed out' },
  { reason: 'Target.FailedHealthChecks', description: 'Health checks failed' },
  '(service api) (port 3000) is unhealthy in (target-group x) due to (reason Request timed out)',
);
