import { http2FramingLines } from '../../../src/checks/app-log/http2-framing.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(
  http2FramingLines,
  '2026/11/20 09:30:12 http2: server: error reading preface from client 10.0.1.7:41022: bogus greeting "GET / HTTP/1.1"',
);
