import { envoyProtocolLines } from '../../../src/checks/app-log/envoy-protocol-error.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  envoyProtocolLines,
  '[2026-11-20T09:30:50.890Z] "GET /many HTTP/1.1" 502 UPE upstream_reset_before_response_started{protocol_error} - "-" 0 87 92 - "-" "curl/7.87.0" "10316164" "front:8887" "10.0.0.5:80"',
);
