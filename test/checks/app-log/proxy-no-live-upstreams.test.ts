import { proxyNoLiveLines } from '../../../src/checks/app-log/proxy-no-live-upstreams.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(proxyNoLiveLines, 'no live upstreams while connecting to upstream');
