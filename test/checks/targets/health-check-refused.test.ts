import { healthCheckRefused } from '../../../src/checks/targets/health-check-refused.ts';
import { describeReasonCheck } from '../../support/health-reason-check.ts';

describeReasonCheck(
  healthCheckRefused,
  { reason: 'Target.FailedHealthChecks', description: 'Health checks failed' },
  { reason: 'Target.Timeout', description: 'Request timed out' },
  '(service api) (port 3000) is unhealthy in (target-group x) due to (reason Health checks failed)',
);
