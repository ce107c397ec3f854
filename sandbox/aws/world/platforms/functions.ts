import { type Behaviour, routeAt } from '../behaviour.ts';
import type { Fleet } from '../fleet.ts';
import { handlerLine, type Invocation, linesOf } from '../lambda-log.ts';
import { type FunctionRecord, functionArn, functionRecord, type Settings, settingsAt } from '../lambda-records.ts';
import { type Line, log } from '../run.ts';
import type { Route } from '../spec.ts';
import { recordCall } from '../trail.ts';
import type { Kept, Platform } from './platform.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** The most that a function may take and give through a load balancer. */
const BODY_LIMIT = 1024 * 1024;

/** One place where the code is loaded; it works on one request at a time. */
interface Environment {
  readonly stream: string;
  readonly version: number;
  freeAt: number;
  usedAt: number;
}

interface Version {
  readonly at: number;
  readonly version: number;
  readonly behaviour: Behaviour;
  readonly environment: Readonly<Record<string, string>>;
  readonly fails: string | null;
}

export interface Call {
  readonly route: Route;
  readonly path: string;
  readonly trace: string;
}

/** What the load balancer gets: a status, or its word for why there is none. */
export interface Answer {
  readonly ms: number;
  readonly status: number | null;
  readonly reason?: string;
  /** 413 where the request itself was refused. */
  readonly elb?: number;
  readonly sent: number;
}

/** A Lambda function as the target: environments that come when they are needed, up to a number. */
export class Functions implements Platform {
  readonly targetType = 'lambda';
  readonly registrar = 'terraform';
  readonly #fleet: Fleet;
  readonly #environments: Environment[] = [];
  readonly #versions: Version[] = [];
  #changed = 0;

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
  }

  get kept(): Kept {
    return { functions: [this.#record()] };
  }

  begin(): void {
    const { run, app, group } = this.#fleet;
    const since = run.anchor - run.random.between(40, 300) * 60 * MINUTE;
    this.#publish(since);
    for (const { at, by, set } of app.deploys) {
      run.schedule.at(run.anchor + at, () => {
        this.#fleet.revise(set);
        this.#publish(run.schedule.now);
        this.#tellDeploy(by);
      });
    }
    for (const phase of app.phases) {
      if (phase.lambda) run.schedule.at(run.anchor + phase.at, () => this.#tellChange(phase.lambda?.by ?? ''));
    }
    if (group !== null) {
      this.#fleet.targets.push({
        id: this.targetId,
        ip: '',
        port: 0,
        zone: '',
        states: [
          {
            at: since,
            state: 'unavailable',
            reason: 'Target.HealthCheckDisabled',
            description: 'Health checks are not enabled for this target',
          },
        ],
      });
    }
    run.schedule.at(run.schedule.now, () => this.#watch());
  }

  get targetId(): string {
    const { run, app } = this.#fleet;
    const { alias } = app.lambda;
    return `${functionArn(run, app.service)}${alias === null ? '' : `:${alias}`}`;
  }

  size(): number {
    return Math.max(1, this.#environments.length);
  }

  died(): void {}
  exited(): void {}
  stopped(): void {}
  cpu(): void {}

  memory(): number {
    return this.#fleet.app.memory;
  }

  /** One request of the load balancer, now. */
  invoke(call: Call): Answer {
    const now = this.#settings();
    const { random } = this.#fleet.run;
    const refused = this.#refused(call, now);
    if (refused !== undefined) return { ms: random.between(4, 24), status: null, sent: 277, ...refused };
    return this.#run(call, now);
  }

  /** A line of some invocation that means nothing. */
  mutter(level: 'info' | 'warn' | 'error', message: string): void {
    const { run, app, logGroup } = this.#fleet;
    const { now } = run.schedule;
    const somewhere = this.#environments.at(-1);
    if (somewhere) log(run, logGroup, now, somewhere.stream, handlerLine(app, run.random.uuid(), level, message, now));
  }

  #settings(): Settings {
    const { run, app } = this.#fleet;
    return settingsAt(app, run.schedule.now - run.anchor);
  }

  /** Before any code runs. */
  #refused({ route }: Call, now: Settings): Pick<Answer, 'reason' | 'elb'> | undefined {
    const { run } = this.#fleet;
    if (!now.exists || !now.aliasExists) return { reason: 'LambdaResourceNotFound' };
    if (!now.permission) return { reason: 'LambdaAccessDenied' };
    if (route.requestBytes > BODY_LIMIT) return { reason: 'LambdaRequestTooLarge', elb: 413 };
    if (now.service && run.random.chance(now.service.share)) return { reason: now.service.reason };
    if (this.#busy() >= this.#limit(now)) {
      this.#count('Throttles', 1);
      return { reason: 'LambdaThrottling' };
    }
    const needed = this.#idle() === undefined;
    return needed && now.refuses !== null ? { reason: now.refuses } : undefined;
  }

  #limit({ reserved, others }: Settings): number {
    return reserved ?? this.#fleet.app.lambda.concurrency - others;
  }

  #busy(): number {
    const { now } = this.#fleet.run.schedule;
    return this.#environments.filter(({ freeAt }) => freeAt > now).length;
  }

  #version(): Version {
    const { now } = this.#fleet.run.schedule;
    const found = this.#versions.findLast(({ at }) => at <= now);
    if (!found) throw new Error('A function has a version from the beginning.');
    return found;
  }

  #idle(): Environment | undefined {
    const { now } = this.#fleet.run.schedule;
    const { version } = this.#version();
    const life = this.#fleet.app.lambda.idleLife * SECOND;
    return this.#environments.findLast(
      (one) => one.version === version && one.freeAt <= now && now - one.usedAt < life,
    );
  }

  #run(call: Call, now: Settings): Answer {
    const { run, app } = this.#fleet;
    const at = run.schedule.now;
    const version = this.#version();
    const warm = this.#idle();
    const environment = warm ?? this.#add(version.version);
    const initMs = warm ? null : run.random.logNormal(90 * version.behaviour.boot, 0.25);
    const route = routeAt(app, call.route, version.behaviour, at - run.anchor);
    const made = this.#work(route, now, version);
    const begins = at + (initMs ?? 0);
    environment.freeAt = begins + made.ms;
    environment.usedAt = environment.freeAt;
    if (['exited', 'killed', 'unstarted'].includes(made.end))
      this.#environments.splice(this.#environments.indexOf(environment), 1);
    this.#count('Invocations', 1);
    this.#count('Errors', made.end === 'answered' ? 0 : 1);
    this.#count('Duration', made.ms);
    this.#count('ConcurrentExecutions', this.#busy());
    this.#write(call, now, environment, { ...made, at: begins, initMs, route });
    const ms = (initMs ?? 0) + made.ms;
    if (made.end !== 'answered') return { ms, status: null, reason: 'LambdaUnhandled', sent: 277 };
    return { ms, ...this.#answered(route, now) };
  }

  /** How long the handler takes and how it ends. */
  #work(route: Route, now: Settings, { fails }: Version): Pick<Invocation, 'ms' | 'end'> {
    const { random } = this.#fleet.run;
    const limit = now.timeout * SECOND;
    if (fails !== null) return { ms: random.between(1, 4), end: 'unstarted' };
    if (route.hangs && random.chance(route.hangs)) return { ms: limit, end: 'timeout' };
    const slow = route.slow && random.chance(route.slow.share) ? route.slow.seconds * SECOND : undefined;
    const ms = slow === undefined ? random.logNormal(route.ms, route.spread) : slow * random.between(0.85, 1.25);
    if (ms >= limit) return { ms: limit, end: 'timeout' };
    if (now.memoryUsed * (1 + 0.3 * (random.next() - 0.5)) >= this.#fleet.app.memory) return { ms, end: 'killed' };
    return this.#fate(route, ms);
  }

  #fate(route: Route, ms: number): Pick<Invocation, 'ms' | 'end'> {
    if (!route.crashes || !this.#fleet.run.random.chance(route.crashes)) return { ms, end: 'answered' };
    return { ms: ms / 2, end: route.exits ? 'exited' : 'raised' };
  }

  /** The function answered; the load balancer may not take it. */
  #answered(route: Route, now: Settings): Omit<Answer, 'ms'> {
    const { random } = this.#fleet.run;
    const mismatch = now.multiValueHeaders !== this.#fleet.app.lambda.multiValueHeaders;
    if (mismatch || (route.malformed && random.chance(route.malformed)))
      return { status: null, reason: 'LambdaInvalidResponse', sent: 277 };
    const bytes = Math.round(random.logNormal(route.bytes, 0.3));
    if (bytes > BODY_LIMIT) return { status: null, reason: 'LambdaResponseTooLarge', sent: 277 };
    return { status: statusOf(route, random.next()), sent: bytes };
  }

  #add(version: number): Environment {
    const { random, schedule } = this.#fleet.run;
    const day = new Date(schedule.now).toISOString().slice(0, 10).replaceAll('-', '/');
    const stream = `${day}/[${version}]${random.hex(32)}`;
    const environment = { stream, version, freeAt: 0, usedAt: 0 };
    this.#environments.push(environment);
    return environment;
  }

  #write(
    call: Call,
    now: Settings,
    { stream, version }: Environment,
    made: Pick<Invocation, 'ms' | 'end' | 'at' | 'initMs'> & { route: Route },
  ): void {
    const { run, app, logGroup } = this.#fleet;
    if (run.metricsOnly) return;
    const id = run.random.uuid();
    const finished: Line[] =
      made.end === 'answered'
        ? [
            () =>
              handlerLine(
                app,
                id,
                'info',
                `${call.route.method} ${call.path} ${Math.round(made.ms)} ms trace=${call.trace}`,
                made.at + made.ms,
              ),
          ]
        : [];
    const own =
      made.route.log && made.end !== 'answered' ? [handlerLine(app, id, 'error', made.route.log, made.at)] : [];
    const fails = this.#version().fails;
    const one: Invocation = {
      ...made,
      id,
      version: String(version),
      memory: app.memory,
      used: made.end === 'killed' ? app.memory : Math.min(app.memory - 1, now.memoryUsed),
      timeout: now.timeout,
      said: [...own, ...finished],
      ...(fails === null ? {} : { why: fails }),
    };
    for (const { at, line } of linesOf(app, one)) log(run, logGroup, at, stream, line);
  }

  #count(metric: string, value: number): void {
    const { run, app } = this.#fleet;
    const { alias } = app.lambda;
    const sets = [
      { FunctionName: app.service },
      ...(alias === null ? [] : [{ FunctionName: app.service, Resource: `${app.service}:${alias}` }]),
    ];
    for (const dimensions of sets) run.metrics.add('AWS/Lambda', metric, dimensions, run.schedule.now, value);
    if (metric === 'Invocations') {
      for (const dimensions of sets) run.metrics.add('AWS/Lambda', 'Throttles', dimensions, run.schedule.now, 0);
    }
  }

  /** Concurrency of the account, which all functions share. */
  #watch(): void {
    const { run } = this.#fleet;
    const all = this.#busy() + this.#settings().others;
    run.metrics.add('AWS/Lambda', 'ConcurrentExecutions', {}, run.schedule.now, all);
    run.schedule.at(run.schedule.now + 10 * SECOND, () => this.#watch());
  }

  #publish(at: number): void {
    const { behaviour, app } = this.#fleet;
    this.#versions.push({
      at,
      version: app.revision + this.#versions.length,
      behaviour,
      environment: behaviour.environment,
      fails: behaviour.fails?.log ?? null,
    });
  }

  #record(): FunctionRecord {
    const { run, app, logGroup, group } = this.#fleet;
    return functionRecord({ run, app, logGroup, targetGroupArn: group?.arn ?? null, versions: this.#versions });
  }

  #tellDeploy(by: string): void {
    const { app } = this.#fleet;
    const functionName = app.service;
    this.#tell('UpdateFunctionCode20150331v2', by, {
      functionName,
      s3Bucket: 'example-artifacts',
      publish: false,
      dryRun: false,
    });
    this.#tell('PublishVersion20150331', by, { functionName });
    if (app.lambda.alias !== null)
      this.#tell('UpdateAlias20150331', by, {
        functionName,
        name: app.lambda.alias,
        functionVersion: String(this.#version().version),
      });
  }

  /** The call that somebody must have made for the settings to be what they are now. */
  #tellChange(by: string): void {
    const { run, app } = this.#fleet;
    const before = settingsAt(app, run.schedule.now - run.anchor - 1);
    const now = this.#settings();
    const functionName = app.service;
    if (before.permission && !now.permission)
      this.#tell('RemovePermission20150331v2', by, { functionName, qualifier: app.lambda.alias, statementId: 'alb' });
    if (before.exists && !now.exists) this.#tell('DeleteFunction20150331', by, { functionName });
    if (before.aliasExists && !now.aliasExists)
      this.#tell('DeleteAlias20150331', by, { functionName, name: app.lambda.alias });
    if (before.reserved !== now.reserved)
      this.#tell('PutFunctionConcurrency20171031', by, { functionName, reservedConcurrentExecutions: now.reserved });
    if (before.timeout !== now.timeout)
      this.#tell('UpdateFunctionConfiguration20150331v2', by, { functionName, timeout: now.timeout });
    if (before.multiValueHeaders !== now.multiValueHeaders) this.#tellGroup(by, now);
  }

  #tellGroup(by: string, { multiValueHeaders }: Settings): void {
    const { run, group } = this.#fleet;
    if (group === null) return;
    recordCall(run, {
      at: run.schedule.now,
      name: 'ModifyTargetGroupAttributes',
      source: 'elasticloadbalancing.amazonaws.com',
      by,
      resources: [{ type: 'AWS::ElasticLoadBalancingV2::TargetGroup', name: group.arn }],
      request: {
        targetGroupArn: group.arn,
        attributes: [{ key: 'lambda.multi_value_headers.enabled', value: String(multiValueHeaders) }],
      },
    });
  }

  #tell(name: string, by: string, request: Readonly<Record<string, unknown>>): void {
    const { run, app } = this.#fleet;
    this.#changed += 1;
    recordCall(run, {
      at: run.schedule.now + this.#changed,
      name,
      source: 'lambda.amazonaws.com',
      by,
      resources: [{ type: 'AWS::Lambda::Function', name: functionArn(run, app.service) }],
      request,
    });
  }
}

function statusOf({ status, method }: Route, draw: number): number {
  let passed = 0;
  for (const [code, share] of Object.entries(status ?? {})) {
    passed += share;
    if (draw < passed) return Number(code);
  }
  return method === 'POST' ? 201 : 200;
}
