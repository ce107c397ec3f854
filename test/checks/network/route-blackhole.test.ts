import { routeMissing as check } from '../../../src/checks/network/route-blackhole.ts';
import { gateCheckTests } from '../../support/gate-check.ts';
import { network } from '../../support/network.ts';

const gone = [{ destination: '10.0.11.0/24', target: 'pcx-1', state: 'blackhole' }];

gateCheckTests(check, {
  closed: network({ routeTables: [{ id: 'rtb-main', main: true, subnetIds: [], routes: gone }] }),
  call: ['DeleteRoute', 'rtb-main'],
  blind: { routeTables: [] },
});
