import { leveled, requestLine, workerTimeoutLines } from './app-log.ts';
import { routeAt } from './behaviour.ts';
import { refusesCertificate } from './certificates.ts';
import { type Asked, askStores } from './data-stores.ts';
import type { Fleet } from './fleet.ts';
import type { Trouble } from './mishap-spec.ts';
import {
  countServed,
  isFull,
  isHeldBack,
  isWornOut,
  linesOf,
  ownStrain,
  sufferedFrom,
  troubleFor,
  unwillingness,
} from './mishaps.ts';
import { loadBalancerNames } from './names.ts';
import { barrierOf } from './network-barriers.ts';
import { cross } from './network-logs.ts';
import { Functions } from './platforms/functions.ts';
import { idsOf, type Row, type Run } from './run.ts';
import type { App, LoadBalancer, Route } from './spec.ts';
import { misunderstandingOf } from './speech.ts';
import type { Connection, Flight, Task } from './task.ts';

/** The most that a load balancer takes as a response's header. */
const HEADER_LIMIT = 32 * 1024;
/** From this share of its CPU on a service is felt to be slow. */
const BUSY = 0.9;
const CONNECT_TIMEOUT = 10_000;
/** By then every node has heard that a target leaves, ms. */
const SLOWEST_NODE = 7_500;

export interface Arrival {
  readonly fleet: Fleet;
  readonly route: Route;
  readonly path: string;
  readonly client: string;
  readonly agent: string;
  readonly rule: number;
}

interface Dispatched extends Arrival {
  readonly at: number;
  readonly node: number;
  readonly task: Task | null;
  readonly serial: number;
  readonly request: number;
  /** Which one on its connection it is. */
  carried?: number;
}

/** What became of a request: how long it took and which codes the row shows. Seconds; -1 as in the log. */
interface Outcome {
  readonly after: number; // ms from arrival to the row
  readonly wait: number;
  readonly response: number;
  readonly elb: number;
  readonly status: number | null;
  readonly sent: number;
  /** What the application sent, where it did not get through. */
  readonly answered?: number;
  /** What it writes instead of its usual line. */
  readonly lines?: readonly string[];
  readonly reason?: string;
}

/** For those that a full unit turns away. */
const turnedAway: Trouble = { share: 1, how: 'reset', ms: 4, status: 503, health: 'passes', paths: [], methods: [] };

export interface BalancerSeen {
  row(row: Row): void;
  refused(at: number, fleet: Fleet, node: number): void;
  noHandshake(at: number, fleet: Fleet, node: number): void;
  connected(at: number, node: number): void;
  /** A client that did not accept the certificate; it leaves no request. */
  turnedAway(at: number, node: number): void;
  failedOpen(at: number, fleet: Fleet, node: number): void;
}

/** One ALB: chooses a target, takes a pooled connection or opens one, and finds out what the target makes of it. */
export class Balancer {
  readonly name: string;
  readonly spec: LoadBalancer;
  readonly #run: Run;
  readonly #seen: BalancerSeen;
  /** Rules may have been changed: where a request for a fleet goes now. */
  detour: (fleet: Fleet) => Fleet = (fleet) => fleet;
  #served = 0;
  readonly #turn = new Map<string, number>();

  constructor(run: Run, name: string, spec: LoadBalancer, seen: BalancerSeen) {
    this.#run = run;
    this.name = name;
    this.spec = spec;
    this.#seen = seen;
  }

  get dimension(): string {
    return loadBalancerNames(this.#run.world, this.name).dimension;
  }

  /** One request arrives now. */
  receive(asked: Arrival): void {
    const arrival = { ...asked, fleet: this.detour(asked.fleet) };
    const { random, schedule } = this.#run;
    const at = schedule.now;
    const node = Math.floor(random.next() * this.spec.nodes);
    if (refusesCertificate(this.#run, this.spec)) {
      this.#seen.turnedAway(at, node);
      return;
    }
    const { platform } = arrival.fleet;
    const task = platform instanceof Functions ? null : this.#choose(arrival.fleet, node, at);
    const dispatched: Dispatched = {
      ...arrival,
      at,
      node,
      task,
      serial: this.#served++,
      request: random.chance(0.7) ? 0 : random.between(0.001, 0.003),
    };
    if (platform instanceof Functions) this.#invoke(dispatched, platform);
    else if (task) this.#send(dispatched, task);
    else this.#finish(dispatched, { after: 1, wait: -1, response: -1, elb: 503, status: null, sent: 326 });
  }

  /** A function has no connection that could fail: it answers, or Lambda says why not. */
  #invoke(request: Dispatched, functions: Functions): void {
    const { trace } = idsOf({ created: request.at, serial: request.serial, loadBalancer: this.name });
    const { ms, status, reason, sent, elb } = functions.invoke({ route: request.route, path: request.path, trace });
    const answer = { after: ms, wait: ms / 1000, response: 0, elb: status ?? elb ?? 502, status, sent };
    this.#finish(request, { ...answer, ...(reason === undefined ? {} : { reason }) });
  }

  /** Healthy targets as this node knows them; without any, all that are registered (fail open). */
  #choose(fleet: Fleet, node: number, at: number): Task | null {
    const visible = fleet.tasks.filter((task) => this.#visible(task, node, at));
    const ready = visible.filter(({ fit }) => fit);
    const warm = ready.filter((task) => !isHeldBack(this.#run, fleet.app, task));
    const healthy = warm.length > 0 ? warm : ready;
    const from = healthy.length > 0 ? healthy : visible;
    if (from.length === 0) return null;
    if (healthy.length === 0) this.#seen.failedOpen(at, fleet, node);
    const key = `${fleet.id}|${node}`;
    const turn = (this.#turn.get(key) ?? 0) + 1;
    this.#turn.set(key, turn);
    return from[turn % from.length] ?? null;
  }

  #visible(task: Task, node: number, at: number): boolean {
    if (task.state === 'none' || at > task.drainingAt + SLOWEST_NODE) return false;
    return at >= task.registeredAt + this.#heard(task, node).coming && !this.#knowsOfLeaving(task, node, at);
  }

  #knowsOfLeaving(task: Task, node: number, at: number): boolean {
    return at >= task.drainingAt + this.#heard(task, node).going;
  }

  /** A node hears of registrations and deregistrations seconds after they happened, each node at its own time. */
  #heard(task: Task, node: number): Task['heard'][number] {
    const known = task.heard[node];
    if (known) return known;
    const { random } = this.#run;
    const heard = { coming: random.between(600, 3_000), going: random.between(900, SLOWEST_NODE) };
    task.heard[node] = heard;
    return heard;
  }

  #send(request: Dispatched, task: Task): void {
    const { fleet, route } = request;
    const { connection, reused } = this.#pooled(request, task);
    if (reused === 'failed') return;
    if (reused === 'reused' && barrierOf(this.#run, fleet.app, task.zone)?.stateless) {
      // The connection is there, but nothing comes back on it.
      const after = this.spec.idleTimeout * 1000;
      this.#finish(request, { after, wait: -1, response: -1, elb: 504, status: null, sent: 291 });
      return;
    }
    const trouble = troubleFor(this.#run, fleet, task, route);
    if (reused === 'none' && !this.#connect(request, task, trouble)) return;
    request.carried = (connection?.requests ?? 0) + 1;
    if (trouble === undefined || trouble.how === 'refuse') this.#serve(request, task);
    else this.#suffer(request, task, trouble);
  }

  /** The unit is not well: the request does not get what it came for. */
  #suffer(request: Dispatched, task: Task, trouble: Trouble): void {
    const { route, path } = request;
    const lines = trouble.log === undefined ? [] : linesOf(trouble.log, route, path, request.at);
    const { ms, status, timedOut } = sufferedFrom(trouble, this.spec.idleTimeout * 1000, this.#run.random);
    if (timedOut)
      this.#fly(
        request,
        task,
        { after: ms, wait: -1, response: -1, elb: 504, status: null, sent: 291, lines },
        route,
        ms,
      );
    else if (status === null)
      this.#fly(
        request,
        task,
        { after: ms, wait: ms / 1000, response: -1, elb: 502, status, sent: 277, lines },
        route,
        ms,
      );
    else
      this.#fly(
        request,
        task,
        { after: ms, wait: ms / 1000, response: 0, elb: status, status, sent: 274 },
        { ...route, log: lines.join('\n') },
        ms,
      );
  }

  /** Takes an idle connection from the node's pool; one that the server is just closing loses the request. */
  #pooled(request: Dispatched, task: Task): { reused: 'reused' | 'none' | 'failed'; connection?: Connection } {
    const pool = task.pools.get(request.node) ?? [];
    const { at } = request;
    // Connections whose end the node has noticed, or that idled too long for it, are in the pool no more.
    const usable = pool.filter((c) => at < c.noticedAt && at < c.idleSince + this.spec.idleTimeout * 1000);
    const connection = usable.shift();
    task.pools.set(request.node, usable);
    if (!connection) return { reused: 'none' };
    return { reused: this.#alive(request, task, connection) ? 'reused' : 'failed', connection };
  }

  #alive(request: Dispatched, task: Task, connection: Connection): boolean {
    const { at } = request;
    const idleLimit = task.dead ? 0 : this.#keepAlive(request.fleet);
    const expires = connection.idleSince + idleLimit;
    if (at >= connection.closesAt) {
      // Closed on the server's side, not yet seen here: found closed before anything was sent.
      this.#finish(request, { after: 1, wait: -1, response: -1, elb: 502, status: null, sent: 277 });
      return false;
    }
    if (at < expires) return true;
    // The server's timer is due: it closes with this request unread, which makes the kernel answer with a reset.
    const wait = (connection.closesAt - at + this.#run.random.between(0.3, 1.2)) / 1000;
    this.#finish(request, { after: wait * 1000, wait, response: -1, elb: 502, status: null, sent: 277 });
    return false;
  }

  #keepAlive(fleet: Fleet): number {
    const { keepAlive } = fleet.app;
    return keepAlive === null ? Number.POSITIVE_INFINITY : keepAlive * 1000;
  }

  #connect(request: Dispatched, task: Task, trouble: Trouble | undefined): boolean {
    const { at, fleet, node } = request;
    const barrier = barrierOf(this.#run, fleet.app, task.zone);
    cross(this.#run, this.name, node, task, barrier);
    if (barrier?.answers === 'drop') {
      this.#seen.refused(at, fleet, node);
      this.#finish(request, { after: CONNECT_TIMEOUT, wait: -1, response: -1, elb: 504, status: null, sent: 291 });
      return false;
    }
    if (barrier?.answers === 'unreachable') {
      // Nobody answers for the address on its own network: the node's kernel gives up.
      this.#seen.refused(at, fleet, node);
      const after = this.#run.random.between(3_020, 3_110);
      this.#finish(request, { after, wait: -1, response: -1, elb: 502, status: null, sent: 277 });
      return false;
    }
    if (task.gone) {
      this.#finish(request, { after: CONNECT_TIMEOUT, wait: -1, response: -1, elb: 504, status: null, sent: 291 });
      return false;
    }
    const unwilling = unwillingness(fleet.app, task, trouble);
    if (unwilling) fleet.say(task, at, linesOf(unwilling.log ?? '', request.route, request.path, at));
    const deaf = !task.listening || task.dead || task.behaviour.listens !== task.behaviour.port;
    if (unwilling || barrier || deaf) {
      this.#seen.refused(at, fleet, node);
      this.#finish(request, {
        after: this.#run.random.between(0.6, 2),
        wait: -1,
        response: -1,
        elb: 502,
        status: null,
        sent: 277,
      });
      return false;
    }
    return this.#understood(request, task);
  }

  /** The connection is made; whether the two speak the same language is another matter. */
  #understood(request: Dispatched, task: Task): boolean {
    const { at, fleet, node } = request;
    const misunderstanding = misunderstandingOf(fleet.app, task.behaviour);
    if (misunderstanding === 'handshake') this.#seen.noHandshake(at, fleet, node);
    else this.#seen.connected(at, node);
    if (misunderstanding) {
      const wait = misunderstanding === 'handshake' ? -1 : this.#run.random.between(0.000_5, 0.003);
      this.#finish(request, { after: 2, wait, response: -1, elb: 502, status: null, sent: 277 });
      return false;
    }
    return true;
  }

  #serve(request: Dispatched, task: Task): void {
    const { random, anchor } = this.#run;
    const { fleet, at } = request;
    const route = routeAt(fleet.app, request.route, task.behaviour, at - anchor);
    if (route.crashes && random.chance(route.crashes)) {
      this.#poison(request, task, route);
      return;
    }
    if (isFull(fleet.app, task) && this.#overflows(request, task, route)) return;
    if (route.early && random.chance(route.early.share)) {
      this.#answerEarly(request, task, route, route.early);
      return;
    }
    const busy = Math.max(0, fleet.load - BUSY) + task.strain + ownStrain(this.#run, fleet.app, task);
    const own = this.#duration(route) * (1 + 14 * busy);
    if (random.chance(Math.min(0.15, 0.1 * busy))) {
      // No CPU to take the connection in time: the accept queue is full and the kernel resets it.
      const after = random.logNormal(12, 1.1);
      this.#finish(request, { after, wait: after / 1000, response: -1, elb: 502, status: null, sent: 277 });
      return;
    }
    const asked = askStores(this.#run, fleet.app, task, route, at);
    if (asked?.failed?.crashes) {
      this.#poison(request, task, route, { ms: asked.ms, lines: asked.failed.lines(at + asked.ms) });
      return;
    }
    const ms = own + (asked?.ms ?? 0);
    const felt = asked?.failed ? withoutStore(route, asked.failed, at + ms) : route;
    this.#fly(request, task, this.#outcome(request, felt, ms), felt, ms);
  }

  /** Every worker is taken and every place to wait. */
  #overflows(request: Dispatched, task: Task, route: Route): boolean {
    const { pool } = request.fleet.app;
    if (pool === undefined) return false;
    const how = pool.onFull === 'answer' ? 'answer' : 'reset';
    this.#suffer({ ...request, route }, task, {
      ...turnedAway,
      how,
      status: pool.status,
      ...(pool.log === undefined ? {} : { log: pool.log }),
    });
    return true;
  }

  #answerEarly(request: Dispatched, task: Task, route: Route, { status, eaten }: NonNullable<Route['early']>): void {
    const { random } = this.#run;
    const after = random.logNormal(6, 0.7);
    const lost = random.chance(eaten);
    const answer = lost
      ? { elb: 502, status: null, response: -1, sent: 277, answered: status }
      : { elb: status, status, response: 0, sent: 350 };
    this.#fly(request, task, { after, wait: after / 1000, ...answer }, route, after);
  }

  #duration(route: Route): number {
    const { random } = this.#run;
    if (route.hangs && random.chance(route.hangs)) return Number.POSITIVE_INFINITY;
    if (route.slow && random.chance(route.slow.share)) return 1000 * route.slow.seconds * random.between(0.85, 1.25);
    return random.logNormal(route.ms, route.spread);
  }

  /** Who gives up first, if anybody does: a worker's master, the server, the load balancer. */
  #givenUp({ workerTimeout, serverTimeout }: App, ms: number): Outcome | undefined {
    const { random } = this.#run;
    const idle = this.spec.idleTimeout * 1000;
    const worker = (workerTimeout ?? Number.POSITIVE_INFINITY) * 1000;
    const server = (serverTimeout ?? Number.POSITIVE_INFINITY) * 1000;
    if (ms > worker && worker < idle) {
      // The arbiter looks about once a second, so the kill comes a little late.
      const after = worker + random.between(20, 900);
      return { after, wait: after / 1000, response: -1, elb: 502, status: null, sent: 277 };
    }
    if (ms > server && server < idle) {
      const after = server + random.between(1, 15);
      return { after, wait: after / 1000, response: -1, elb: 502, status: null, sent: 277, lines: [] };
    }
    return ms > idle ? { after: idle, wait: -1, response: -1, elb: 504, status: null, sent: 291 } : undefined;
  }

  #outcome({ fleet }: Dispatched, route: Route, ms: number): Outcome {
    const { random } = this.#run;
    const givenUp = this.#givenUp(fleet.app, ms);
    if (givenUp) return givenUp;
    if (random.chance(ms > 400 ? 0.012 : 0.000_4)) {
      // The client went away: it closed the tab, or its own timeout is short.
      return { after: random.between(0.3, 0.9) * ms, wait: -1, response: -1, elb: 460, status: null, sent: 0 };
    }
    if (this.#rejected(route)) return { after: ms, wait: ms / 1000, response: -1, elb: 502, status: null, sent: 277 };
    const status = this.#status(route);
    const sent = Math.round(status >= 400 ? random.between(180, 420) : random.logNormal(route.bytes, 0.3));
    return { after: ms, wait: ms / 1000, response: random.chance(0.6) ? 0 : 0.001, elb: status, status, sent };
  }

  /** The target answered; the load balancer will not pass the answer on. */
  #rejected({ header, malformed }: Route): boolean {
    const { random } = this.#run;
    if (header && header.bytes > HEADER_LIMIT && random.chance(header.share)) return true;
    return malformed !== undefined && random.chance(malformed);
  }

  #status({ status, method }: Route): number {
    const draw = this.#run.random.next();
    let passed = 0;
    for (const [code, share] of Object.entries(status ?? {})) {
      passed += share;
      if (draw < passed) return Number(code);
    }
    return method === 'POST' ? 201 : 200;
  }

  /** The task works on it until the outcome, unless the task goes first. */
  #fly(request: Dispatched, task: Task, outcome: Outcome, route: Route, ms: number): void {
    const { schedule } = this.#run;
    const { at } = request;
    const cancel = schedule.at(at + outcome.after, () => {
      task.flights.delete(flight);
      this.#tell(request, task, outcome, route, ms);
      this.#finish(request, outcome);
      if (outcome.status !== null && !task.dead) {
        this.#release(request, task);
        countServed(this.#run, request.fleet, task);
      }
    });
    const flight: Flight = {
      knowsOfLeaving: (when) => this.#knowsOfLeaving(task, request.node, when),
      cut: (when) => {
        cancel();
        const wait = Math.max(0.001, (when - at) / 1000);
        this.#finish(request, { after: when - at, wait, response: -1, elb: 502, status: null, sent: 277 });
      },
    };
    task.flights.add(flight);
  }

  /** What the application writes about it. A worker that was killed writes nothing; its master does. */
  #tell(request: Dispatched, task: Task, outcome: Outcome, route: Route, ms: number): void {
    const { fleet, path, client, agent, serial } = request;
    const now = this.#run.schedule.now;
    if (outcome.lines !== undefined) {
      fleet.say(task, now, outcome.lines);
      return;
    }
    const killed = outcome.elb === 502 && outcome.status === null && ms > outcome.after;
    if (killed) {
      fleet.say(task, now, workerTimeoutLines(now, Math.floor(this.#run.random.between(7, 40))));
      return;
    }
    if (outcome.elb === 504 || outcome.elb === 460) return;
    const status = outcome.status ?? outcome.answered ?? 200;
    if (outcome.elb === 502 && route.header?.log)
      fleet.say(task, now, [leveled(fleet.app, 'warn', route.header.log, now)]);
    if (route.log && status >= 500) fleet.say(task, now, route.log.trimEnd().split('\n'));
    const { method } = request.route;
    const trace = () => idsOf({ created: request.at, serial, loadBalancer: this.name }).trace.slice(5);
    const served = { at: now, method, path, status, ms, bytes: outcome.sent, client, agent };
    fleet.say(task, now, [() => requestLine(fleet.app, { ...served, trace: trace() })]);
  }

  /** One request brings the process down; it dies while working on it. */
  #poison(request: Dispatched, task: Task, route: Route, why?: { ms: number; lines: readonly string[] }): void {
    const { schedule, random } = this.#run;
    const { at } = request;
    const flight: Flight = {
      knowsOfLeaving: (when) => this.#knowsOfLeaving(task, request.node, when),
      cut: (when) =>
        this.#finish(request, {
          after: when - at,
          wait: (when - at) / 1000,
          response: -1,
          elb: 502,
          status: null,
          sent: 277,
        }),
    };
    task.flights.add(flight);
    const after = why?.ms ?? random.logNormal(Math.max(20, route.ms), 0.6);
    schedule.at(at + after, () => request.fleet.crashOn(task, route.path, why?.lines));
  }

  #release(request: Dispatched, task: Task): void {
    const { random, schedule } = this.#run;
    const { keepAlive, loopLag } = request.fleet.app;
    if (keepAlive === 0) return;
    const idleSince = schedule.now;
    const closesAt = idleSince + this.#keepAlive(request.fleet) + random.between(0, loopLag);
    const pool = task.pools.get(request.node) ?? [];
    const worn = isWornOut(request.fleet.app, request.carried ?? 1);
    const closes = worn ? idleSince : closesAt;
    pool.push({
      idleSince,
      closesAt: closes,
      noticedAt: closes + random.between(1, 9),
      requests: request.carried ?? 1,
    });
    task.pools.set(request.node, pool);
  }

  #finish(request: Dispatched, outcome: Outcome): void {
    const { task, fleet, at, route } = request;
    this.#seen.row({
      at: at + outcome.after + (outcome.response > 0 ? 1 : 0),
      created: at,
      loadBalancer: this.name,
      node: request.node,
      client: request.client,
      target: task?.target ? `${task.target.ip}:${task.target.port}` : null,
      targetZone: task?.zone ?? null,
      targetGroup: fleet.group?.arn ?? null,
      request: outcome.wait < 0 && outcome.elb !== 460 && outcome.elb !== 504 ? -1 : request.request,
      wait: outcome.wait,
      response: outcome.response,
      elb: outcome.elb,
      status: outcome.status,
      received: Math.round(route.requestBytes + this.#run.random.between(180, 900)),
      sent: outcome.sent,
      method: route.method,
      path: request.path,
      agent: request.agent,
      rule: request.rule,
      serial: request.serial,
      ...(fleet.platform.targetType === 'lambda' ? { toFunction: true } : {}),
      ...(outcome.reason === undefined ? {} : { reason: outcome.reason }),
    });
  }
}

/** What the app answers when it did not get what it needed. */
function withoutStore(route: Route, { answers, lines }: NonNullable<Asked['failed']>, at: number): Route {
  const { header: _header, malformed: _malformed, ...rest } = route;
  return { ...rest, status: { [answers]: 1 }, log: lines(at).join('\n') };
}
