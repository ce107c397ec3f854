import { leveled } from './app-log.ts';
import type { Balancer } from './balancer.ts';
import { phasesAt } from './behaviour.ts';
import type { Fleet } from './fleet.ts';
import { startReloads } from './mishaps.ts';
import { Functions } from './platforms/functions.ts';
import type { Run } from './run.ts';
import type { Route } from './spec.ts';

const MINUTE = 60_000;

const AGENTS: readonly string[] = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
  'ShopApp/8.4.1 (iOS 18.6; Scale/3.00)',
  'okhttp/4.12.0',
  'curl/8.9.1',
  'python-requests/2.32.3',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
];

const STRAYS: readonly string[] = [
  '/wp-login.php',
  '/.env',
  '/robots.txt',
  '/favicon.ico',
  '/phpmyadmin/index.php',
  '/api/v1/unknown',
];

/** Sends a service its requests, minute by minute: Poisson around a wave, with thin minutes, pulses and strays. */
export function startTraffic(run: Run, balancer: Balancer, fleet: Fleet, rule: number, until: number): void {
  const { app } = fleet;
  const { traffic } = app;
  if (!traffic || app.routes.length === 0) return;
  const clients = Array.from({ length: 90 }, () => clientOf(run));
  const send = (at: number, route: Route) => {
    run.schedule.at(at, () => {
      balancer.receive({
        fleet,
        route,
        path: concrete(run, route.path),
        client: `${run.random.pick(clients)}:${Math.floor(run.random.between(1025, 65535))}`,
        agent: run.random.pick(AGENTS),
        rule,
      });
    });
  };
  const minute = () => {
    const at = run.schedule.now;
    const rate = rateAt(run, fleet, at);
    for (let left = run.random.poisson(rate * 60); left > 0; left--) {
      const when = at + run.random.between(0, MINUTE);
      send(when, run.random.chance(0.004) ? stray(run) : weighted(run, fleet, when));
    }
    if (at + MINUTE < until) run.schedule.at(at + MINUTE, minute);
  };
  run.schedule.at(run.schedule.now, minute);
  startPulse(run, fleet, until, send);
}

/** What a service does whether or not anybody asks: it uses CPU and it writes lines. */
export function startHousekeeping(run: Run, fleet: Fleet, until: number): void {
  const minute = () => {
    const at = run.schedule.now;
    report(run, fleet, at, rateAt(run, fleet, at));
    if (at + MINUTE < until) run.schedule.at(at + MINUTE, minute);
  };
  run.schedule.at(run.schedule.now, minute);
  startNoise(run, fleet, until);
  startReloads(run, fleet, until);
}

function rateAt(run: Run, fleet: Fleet, at: number): number {
  const { traffic } = fleet.app;
  if (!traffic) return 0;
  const offset = at - run.anchor;
  const base = phasesAt(fleet.app, offset).findLast(({ rps }) => rps !== undefined)?.rps ?? traffic.rps;
  const wave = 1 + traffic.wave * Math.sin((2 * Math.PI * at) / (47 * MINUTE));
  const thin = traffic.thin && Math.floor(at / MINUTE) % traffic.thin.every === 0 ? traffic.thin.factor : 1;
  return base * wave * thin * run.random.logNormal(1, 0.08);
}

/** CPU follows from the requests of the minute. */
function report(run: Run, fleet: Fleet, at: number, rate: number): void {
  const { app } = fleet;
  const extra = phasesAt(app, at - run.anchor).findLast(({ cpu }) => cpu !== undefined)?.cpu ?? 0;
  const cores = (fleet.platform.size() * app.cpu) / 1024;
  const wanted = app.cpuUse.idle + extra + (rate * app.cpuUse.msPerRequest) / 10 / cores;
  fleet.load = wanted / 100;
  fleet.rate = rate;
  const living = fleet.tasks.filter(({ dead, startedAt }) => !dead && startedAt <= at);
  const used = living.map((task) => ({
    task,
    percent: Math.max(0.5, Math.min(100, wanted + run.random.between(-1.5, 1.5))),
  }));
  fleet.platform.cpu(at, used);
}

function startPulse(run: Run, fleet: Fleet, until: number, send: (at: number, route: Route) => void): void {
  const pulse = fleet.app.traffic?.pulse;
  if (!pulse) return;
  const every = pulse.every * 1000;
  const beat = () => {
    const at = run.schedule.now;
    for (let i = 0; i < pulse.requests; i++) {
      const when = at + Math.abs(run.random.normal()) * pulse.jitterMs;
      send(when, weighted(run, fleet, when));
    }
    if (at + every < until) run.schedule.at(at + every, beat);
  };
  run.schedule.at(Math.ceil(run.schedule.now / every) * every, beat);
}

/** Lines that any application writes and that mean nothing. */
function startNoise(run: Run, fleet: Fleet, until: number): void {
  for (const noise of fleet.app.noise) {
    const speak = () => {
      const at = run.schedule.now;
      const task = fleet.tasks.find(({ dead, listening }) => !dead && listening);
      if (fleet.platform instanceof Functions) fleet.platform.mutter(noise.level, noise.message);
      else if (task) fleet.say(task, at, [leveled(fleet.app, noise.level, noise.message, at)]);
      if (at < until) run.schedule.at(at + run.random.exponential(noise.everyMinutes * MINUTE), speak);
    };
    run.schedule.at(run.schedule.now + run.random.exponential(noise.everyMinutes * MINUTE), speak);
  }
}

function weighted(run: Run, fleet: Fleet, at: number): Route {
  const phases = phasesAt(fleet.app, at - run.anchor);
  const weightOf = (route: Route) =>
    phases.length === 0
      ? route.weight
      : phases.reduce((weight, { routes }) => routes[route.path]?.weight ?? weight, route.weight);
  const { routes } = fleet.app;
  let left = run.random.next() * routes.reduce((sum, route) => sum + weightOf(route), 0);
  for (const route of routes) {
    left -= weightOf(route);
    if (left < 0) return route;
  }
  return run.random.pick(routes);
}

const stray = (run: Run): Route => ({
  method: 'GET',
  path: run.random.pick(STRAYS),
  weight: 1,
  ms: 3,
  spread: 0.3,
  bytes: 240,
  requestBytes: 0,
  status: { '404': 1 },
});

function clientOf(run: Run): string {
  const { random } = run;
  if (random.chance(0.2)) return `[2001:db8:${random.hex(4)}:${random.hex(4)}::${random.hex(4)}]`;
  const net = random.pick(['203.0.113', '198.51.100', '192.0.2']);
  return `${net}.${Math.floor(random.between(1, 255))}`;
}

/** `/api/orders/{id}` → `/api/orders/48213` */
const concrete = (run: Run, path: string) =>
  path.replace(/\{[^}]*\}/g, () => String(Math.floor(run.random.between(1_000, 99_999))));
