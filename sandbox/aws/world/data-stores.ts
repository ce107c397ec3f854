import { addressOf, hostOf, portOf } from './data-store-records.ts';
import { type DataStore, isCache, isExternal, type StorePhase, type StoreUse } from './data-store-spec.ts';
import { type Random, randomOf } from './random.ts';
import type { Run } from './run.ts';
import type { App, Route, World } from './spec.ts';
import { lastWords, type Trouble, troubleLines } from './store-lines.ts';
import { reportStore } from './store-metrics.ts';
import type { Task } from './task.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What the stores did for a request: how long it took, and what the app makes of it where it got nothing. */
export interface Asked {
  readonly ms: number;
  readonly failed?: {
    readonly answers: number;
    readonly crashes: boolean;
    lines(at: number): readonly string[];
  };
}

/** When each connection of a task's pool is free again. */
type Pool = number[];

/** One database or cache while the world runs: its pools, its clock of trouble, and what it counted this minute. */
export class LiveStore {
  readonly name: string;
  readonly spec: DataStore;
  /** ms of work and queries since the last report. */
  busyMs = 0;
  queries = 0;
  readonly #run: Run;
  readonly #random: Random;
  readonly #pools = new Map<Task, Pool>();
  readonly #place: { readonly host: string; readonly address: string; readonly port: number };

  constructor(run: Run, world: World, name: string, spec: DataStore) {
    this.#run = run;
    this.name = name;
    this.spec = spec;
    this.#random = randomOf(`${world.id}|${world.seed}|store|${name}|${run.metricsOnly}`);
    this.#place = { host: hostOf(world, name, spec), address: addressOf(name), port: portOf(spec) };
  }

  phases(at: number): readonly StorePhase[] {
    const offset = at - this.#run.anchor;
    return this.spec.phases.filter(
      (phase) => phase.at <= offset && (phase.until === undefined || offset < phase.until),
    );
  }

  /** Open connections; those of tasks that ended are gone. */
  connections(at: number): number {
    for (const [task] of this.#pools) if (task.dead || task.gone) this.#pools.delete(task);
    const others = this.phases(at).findLast(({ others: held }) => held !== undefined)?.others ?? this.spec.others;
    return others + [...this.#pools.values()].reduce((sum, pool) => sum + pool.length, 0);
  }

  ask(app: App, use: StoreUse, task: Task, route: Route, at: number): Asked {
    const phases = this.phases(at);
    const down = phases.find(({ state }) => state !== undefined && state !== 'full');
    if (down) return this.#unreachable(app, use, task, down, at, route);
    if (phases.some(({ state }) => state === 'full') && route.method !== 'GET')
      return this.#fail(app, use, 'full', this.#random.between(4, 12), route);
    return this.#query(app, use, task, phases, at, route);
  }

  #unreachable(app: App, use: StoreUse, task: Task, { state, at }: StorePhase, now: number, route: Route): Asked {
    const pool = this.#pools.get(task);
    if (pool !== undefined && pool.length > 0) {
      this.#pools.delete(task);
      // A connection that was open: the first to use it finds it closed.
      return this.#fail(app, use, 'cut', this.#random.between(1, 30), route);
    }
    // Without a port of its own every other connection still gets one that another has just left.
    const lucky = this.phases(now).some(({ nat }) => nat !== undefined) && this.#random.chance(0.4);
    if (lucky) return { ms: this.#random.logNormal(use.ms, 0.45) };
    const fresh = now - this.#run.anchor - at < 12 * SECOND;
    const refused = state === 'reboot' || (state === 'failover' && !fresh && this.#random.chance(0.5));
    return refused
      ? this.#fail(app, use, 'refused', this.#random.between(1, 4), route)
      : this.#fail(app, use, 'silent', use.connect * SECOND, route);
  }

  #query(app: App, use: StoreUse, task: Task, phases: readonly StorePhase[], at: number, route: Route): Asked {
    const pool = this.#pools.get(task) ?? [];
    this.#pools.set(task, pool);
    const slot = this.#slot(pool, use, at);
    if (slot === 'none') return this.#fail(app, use, 'no-slot', this.#random.between(3, 9), route);
    const wait = Math.max(0, (pool[slot] ?? 0) - at);
    if (wait > use.acquire * SECOND) return this.#fail(app, use, 'pool', use.acquire * SECOND, route);
    const factor = phases.reduce((times, { slow = 1, io = 1 }) => times * slow * io, 1);
    const burning = phases.reduce((times, { slow = 1 }) => times * slow, 1);
    const locked = phases.find(({ locked: some }) => some !== undefined)?.locked;
    const isLocked = locked !== undefined && this.#random.chance(locked.share);
    const worked = this.#random.logNormal(use.ms * factor, 0.45);
    const took = isLocked ? locked.seconds * SECOND : worked;
    pool[slot] = at + wait + took;
    this.queries += 1;
    if (!isLocked) this.busyMs += Math.min(worked, use.ms * 2.5 * burning);
    if (isLocked) return this.#fail(app, use, 'lock', wait + took, route);
    return { ms: wait + took };
  }

  /** A free connection, a new one where the pool and the server allow it, else the one that is free first. */
  #slot(pool: Pool, use: StoreUse, at: number): number | 'none' {
    const free = pool.findIndex((until) => until <= at);
    if (free >= 0) return free;
    if (pool.length < use.pool) {
      if (this.connections(at) < this.spec.takes) return pool.push(at) - 1;
      if (pool.length === 0) return 'none';
      // Pools that try to grow fail the request, even where it could have waited.
      if (!isCache(this.spec) && this.#random.chance(0.7)) return 'none';
    }
    return pool.reduce((best, until, index) => (until < (pool[best] ?? 0) ? index : best), 0);
  }

  #fail(app: App, use: StoreUse, trouble: Trouble, ms: number, route: Route): Asked {
    const place = { ...this.#place, store: this.spec, pool: use.pool, acquire: use.acquire };
    const crashes = use.onError === 'crashes' && trouble !== 'pool' && trouble !== 'lock';
    return {
      ms,
      failed: {
        answers: use.answers,
        crashes,
        lines: (at) =>
          crashes ? lastWords(app, place, trouble, at) : troubleLines(app, place, trouble, route.path, at),
      },
    };
  }
}

class Stores {
  readonly #users = new Map<App, { readonly store: LiveStore; readonly use: StoreUse }[]>();

  constructor(run: Run, world: World, until: number) {
    for (const [name, spec] of Object.entries(world.dataStores)) {
      const store = new LiveStore(run, world, name, spec);
      for (const [app, use] of Object.entries(spec.usedBy)) {
        const user = world.apps[app];
        if (user === undefined) throw new Error(`data store ${name} is used by ${app}, which is no app of this world`);
        this.#users.set(user, [...(this.#users.get(user) ?? []), { store, use }]);
      }
      const minute = () => {
        const at = run.schedule.now;
        reportStore(run, store, at);
        if (at + MINUTE < until) run.schedule.at(at + MINUTE, minute);
      };
      run.schedule.at(run.schedule.now, minute);
    }
  }

  ask(app: App, task: Task, route: Route, at: number): Asked | undefined {
    const users = this.#users.get(app);
    if (users === undefined) return undefined;
    let ms = 0;
    for (const { store, use } of users) {
      if (use.routes.length > 0 && !use.routes.includes(route.path)) continue;
      const asked = store.ask(app, use, task, route, at + ms);
      ms += asked.ms;
      if (asked.failed) return { ...asked, ms };
    }
    return { ms };
  }
}

const stores = new WeakMap<Run, Stores>();

/** Opens the world's stores for a run of it; `world` may be its healthy twin. */
export function openStores(run: Run, world: World, until: number): void {
  if (Object.keys(world.dataStores).length > 0) stores.set(run, new Stores(run, world, until));
}

/** What a request got from the stores that its app uses. Undefined where it uses none. */
export function askStores(run: Run, app: App, task: Task, route: Route, at: number): Asked | undefined {
  return stores.get(run)?.ask(app, task, route, at);
}

/** The same stores without anything wrong. */
export const healthyStores = (world: World): World['dataStores'] =>
  Object.fromEntries(Object.entries(world.dataStores).map(([name, spec]) => [name, { ...spec, phases: [] }]));

/** The world with its stores named in the settings of the apps that use them. */
export function withStoreSettings(world: World): World {
  if (Object.keys(world.dataStores).length === 0) return world;
  const apps = Object.entries(world.apps).map(([name, app]): [string, App] => [
    name,
    { ...app, environment: { ...app.environment, ...settingsOf(world, name) } },
  ]);
  return { ...world, apps: Object.fromEntries(apps) };
}

function settingsOf(world: World, app: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(world.dataStores).flatMap(([name, spec]) => {
      const use = spec.usedBy[app];
      if (use === undefined || use.as === null) return [];
      const host = hostOf(world, name, spec);
      return [[use.as, use.form === 'host' ? host : urlOf(spec, app, host)]];
    }),
  );
}

function urlOf(spec: DataStore, app: string, host: string): string {
  if (isExternal(spec)) return `https://${host}/v1`;
  const scheme = isCache(spec) ? 'redis' : spec.engine.replace(/^aurora-/, '');
  const who = isCache(spec) ? '' : `${app}:Xk4-9vQz2pLw@`;
  return `${scheme}://${who}${host}:${portOf(spec)}${isCache(spec) ? '/0' : '/app'}`;
}
