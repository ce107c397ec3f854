import { afterAll, beforeAll } from '@jest/globals';
import { openPostgres } from '../../src/store/open-postgres.ts';
import { describeStore } from '../store/contract.ts';
import { type Cluster, startCluster } from './cluster.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
});
afterAll(() => cluster?.stop());

describeStore('PostgreSQL', async () => openPostgres({ url: await cluster.createDatabase() }));
