import { describeRandom } from './random.ts';

describeRandom('second half', 502, 5_000);
