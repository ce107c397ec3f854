import { nativeCrash } from '../../../src/checks/data/native-crash.ts';
import { describeLineCheck } from '../../support/line-check.ts';

describeLineCheck(nativeCrash, 'web[71]: segfault at 18 ip 00007f2b error 4 in imagick.so[7f2b+1a000]');
