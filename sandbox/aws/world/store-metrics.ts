import { isAurora, isCache, isExternal } from './data-store-spec.ts';
import type { LiveStore } from './data-stores.ts';
import { stableHex } from './names.ts';
import type { Run } from './run.ts';

const GIB = 1024 ** 3;

/** What RDS and ElastiCache report of a store for the minute that begins: it follows from what it was asked. */
export function reportStore(run: Run, store: LiveStore, at: number): void {
  const phases = store.phases(at);
  const state = phases.find(({ state: now }) => now !== undefined)?.state;
  const work = store.busyMs;
  const queries = store.queries;
  store.busyMs = 0;
  store.queries = 0;
  // A stopped server reports nothing.
  if (state === 'stopped' && !isExternal(store.spec)) return;
  const extra = phases.reduce((sum, { cpu = 0 }) => sum + cpu, 0);
  const io = phases.reduce((times, { io: factor = 1 }) => times * factor, 1);
  // Two vCPUs.
  const cpu = Math.min(99.6, store.spec.cpu + extra + (100 * work) / 60_000 / 2 + run.random.between(-1, 1));
  const gone = state === 'failover' || state === 'reboot';
  const report = { run, store, at: at + 20_000, cpu: Math.max(0.4, cpu), io, queries, gone };
  if (isExternal(store.spec)) {
    reportNat(
      run,
      at,
      phases.reduce((sum, { nat = 0 }) => sum + nat, 0),
    );
    return;
  }
  if (isCache(store.spec)) reportCache(report, phases.findLast(({ evicts }) => evicts !== undefined)?.evicts ?? 0);
  else reportDatabase(report, state === 'full');
}

/** The gateway that everything to the outside goes through. */
function reportNat(run: Run, at: number, errors: number): void {
  const dimensions = { NatGatewayId: `nat-0${stableHex(`${run.world.account}/nat`, 16)}` };
  const add = (metric: string, value: number) => run.metrics.add('AWS/NATGateway', metric, dimensions, at, value);
  add('ErrorPortAllocation', errors === 0 ? 0 : Math.round(run.random.logNormal(errors, 0.2)));
  add('PacketsDropCount', Math.round(run.random.between(0, 3)));
  add('ActiveConnectionCount', errors === 0 ? Math.round(run.random.between(400, 700)) : 55_000);
}

interface Report {
  readonly run: Run;
  readonly store: LiveStore;
  readonly at: number;
  readonly cpu: number;
  readonly io: number;
  readonly queries: number;
  readonly gone: boolean;
}

function reportDatabase({ run, store, at, cpu, io, queries, gone }: Report, full: boolean): void {
  const { random } = run;
  const { name, spec } = store;
  const id = isAurora(spec) ? `${name}-1` : name;
  const dimensions = { DBInstanceIdentifier: id };
  const add = (metric: string, value: number) => run.metrics.add('AWS/RDS', metric, dimensions, at, value);
  add('CPUUtilization', gone ? random.between(1, 4) : cpu);
  add('DatabaseConnections', gone ? 0 : store.connections(at));
  add('FreeableMemory', random.between(1.9, 2.1) * GIB);
  add('ReadIOPS', gone ? 0 : random.between(20, 40) + queries / 60);
  add('WriteIOPS', gone ? 0 : random.between(10, 20) + queries / 120);
  add('ReadLatency', random.between(0.0004, 0.0009) * io);
  add('WriteLatency', random.between(0.0009, 0.0016) * io);
  add('DiskQueueDepth', random.between(0, 0.2) * io);
  if (!isAurora(spec)) add('FreeStorageSpace', full ? 0 : spec.storage * 0.43 * GIB);
}

function reportCache({ run, store, at, cpu, queries, gone }: Report, evicts: number): void {
  const { random } = run;
  const id = store.spec.engine === 'memcached' ? store.name : `${store.name}-001`;
  const dimensions = { CacheClusterId: id };
  const add = (metric: string, value: number) => run.metrics.add('AWS/ElastiCache', metric, dimensions, at, value);
  add('CPUUtilization', gone ? random.between(1, 3) : cpu);
  add('EngineCPUUtilization', gone ? random.between(0, 1) : cpu * 0.8);
  add('CurrConnections', gone ? 0 : store.connections(at));
  add('DatabaseMemoryUsagePercentage', evicts > 0 ? random.between(99, 100) : random.between(41, 46));
  add('Evictions', evicts > 0 ? Math.round(random.logNormal(evicts, 0.2)) : 0);
  add('FreeableMemory', random.between(0.9, 1.1) * GIB);
  add('GetTypeCmds', gone ? 0 : queries);
}
