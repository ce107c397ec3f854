import { describeRandom } from './random.ts';

describeRandom('first half', 20_261_124, 5_000);
