import { bootLines, crashLines } from './app-log.ts';
import { type Behaviour, firstBehaviour, nextBehaviour } from './behaviour.ts';
import { watchHealth } from './health.ts';
import type { TargetRecord } from './history.ts';
import type { Leaving } from './leaving.ts';
import { memoryLife, watchMemory } from './memory.ts';
import { healthTrouble } from './mishaps.ts';
import { targetGroupNames } from './names.ts';
import { platformOf } from './platforms/index.ts';
import type { Platform } from './platforms/platform.ts';
import { type Line, log, type Run } from './run.ts';
import type { App, Revision } from './spec.ts';
import { newTask, setState, type Task, type Unit } from './task.ts';
import { recordCall } from './trail.ts';

const SECOND = 1_000;

/**
 * One service behind a target group, whatever it runs on: its processes, its targets and their health. What starts and
 * stops its units, and which records there are of it, is its platform's.
 */
export class Fleet implements Leaving {
  readonly run: Run;
  readonly app: App;
  readonly platform: Platform;
  readonly targets: TargetRecord[] = [];
  readonly tasks: Task[] = [];
  readonly group: { readonly name: string; readonly arn: string; readonly dimension: string } | null;
  readonly logGroup: string;
  /** Of this fleet among all of the world. */
  readonly id: string;
  /** What a unit that starts now does. */
  behaviour: Behaviour;
  /** CPU wanted of CPU there is, this minute; over 1 when more is wanted. */
  load = 0;
  /** Requests a second, this minute. */
  rate = 0;

  constructor(run: Run, app: App) {
    this.run = run;
    this.app = app;
    this.id = `${app.platform}/${app.cluster}/${app.service}`;
    const groupName = app.loadBalancer === null ? null : (app.targetGroup ?? app.service);
    this.group = groupName === null ? null : { name: groupName, ...targetGroupNames(run.world, groupName) };
    this.logGroup = app.logGroup ?? defaultLogGroup(app);
    this.behaviour = firstBehaviour(app);
    this.platform = platformOf(this);
    this.platform.begin();
  }

  /** Registered targets in any state but gone. */
  get registered(): readonly Task[] {
    return this.tasks.filter(({ state }) => state !== 'none' && state !== 'gone');
  }

  add(unit: Unit, startedAt: number): Task {
    const task = newTask(unit, startedAt, this.behaviour);
    if (task.target) this.targets.push(task.target);
    this.tasks.push(task);
    return task;
  }

  /** What is to come from a deploy on. */
  revise(set: Revision): void {
    this.behaviour = nextBehaviour(this.behaviour, set);
  }

  /** A unit that has run for hours when the simulation begins. */
  settle(task: Task): void {
    const { run } = this;
    task.listening = true;
    if (task.target) {
      task.registeredAt = task.startedAt;
      setState(task, task.startedAt, 'healthy');
      watchHealth(run, this.app, task, () => healthTrouble(run, this, task));
    }
    this.#watchMemory(task, run.schedule.now - run.random.between(0, 0.9) * memoryLife(this.app, task));
  }

  /** The process that started at `task.startedAt` comes up, or fails to. */
  boot(task: Task): void {
    const { run, app } = this;
    const { startedAt, behaviour } = task;
    run.schedule.at(startedAt + behaviour.boot * SECOND, () => {
      if (task.dead || behaviour.fails) return;
      task.listening = true;
      this.say(task, run.schedule.now, bootLines(app, behaviour.listens, run.schedule.now));
      this.#watchMemory(task, run.schedule.now);
    });
    const { fails } = behaviour;
    if (fails) {
      run.schedule.at(startedAt + fails.after * SECOND, () =>
        this.crash(task, fails.exitCode, undefined, fails.log.split('\n')),
      );
    }
  }

  /** False without a target group. */
  register(task: Task): boolean {
    const { run } = this;
    if (!this.group) return false;
    const now = run.schedule.now;
    task.registeredAt = now;
    setState(task, now, 'initial', 'Elb.RegistrationInProgress', 'Target registration is in progress');
    task.target?.states.push({
      at: now + 4 * SECOND,
      state: 'initial',
      reason: 'Elb.InitialHealthChecking',
      description: 'Initial health checks in progress',
    });
    return true;
  }

  /** From four seconds after the registration on. */
  watch(task: Task): void {
    this.run.schedule.at(this.run.schedule.now + 4 * SECOND, () =>
      watchHealth(this.run, this.app, task, () => healthTrouble(this.run, this, task)),
    );
  }

  membership(name: 'RegisterTargets' | 'DeregisterTargets', task: Task): void {
    if (!this.group || !task.target) return;
    recordCall(this.run, {
      at: this.run.schedule.now,
      name,
      source: 'elasticloadbalancing.amazonaws.com',
      by: this.platform.registrar,
      resources: [{ type: 'AWS::ElasticLoadBalancingV2::TargetGroup', name: this.group.arn }],
      request: {
        targetGroupArn: this.group.arn,
        targets: [{ id: task.target.id ?? task.ip, port: task.target.port }],
      },
    });
  }

  deregister(task: Task): void {
    const now = this.run.schedule.now;
    if (task.state === 'none' || task.state === 'draining' || task.state === 'gone') return;
    task.drainingAt = now;
    setState(task, now, 'draining', 'Target.DeregistrationInProgress', 'Target deregistration is in progress');
    this.membership('DeregisterTargets', task);
    this.run.schedule.at(now + this.app.deregistrationDelay * SECOND, () => {
      // What is still in flight when the delay ends is cut by the load balancer.
      const { now: end } = this.run.schedule;
      for (const flight of [...task.flights].filter((each) => each.knowsOfLeaving(end))) {
        task.flights.delete(flight);
        flight.cut(end);
      }
      setState(task, end, 'gone');
    });
  }

  /** The process ends by itself or by the kernel; what it was doing is cut. The platform finds out a little later. */
  crash(task: Task, exitCode: number, reason?: string, lines: readonly string[] = []): void {
    if (task.dead) return;
    this.say(task, this.run.schedule.now, lines);
    this.die(task);
    this.platform.died(task, { exitCode, ...(reason === undefined ? {} : { reason }) });
  }

  crashOn(task: Task, route: string, lines?: readonly string[]): void {
    const codes = { express: 1, gunicorn: 139, puma: 134, spring: 134, go: 2 } as const;
    const said = lines ?? crashLines(this.app, route, this.run.schedule.now);
    this.crash(task, codes[this.app.stack], undefined, said);
  }

  /** The process is gone: its listener refuses, its connections break. */
  die(task: Task): void {
    if (task.dead) return;
    const now = this.run.schedule.now;
    task.dead = true;
    task.listening = false;
    for (const flight of [...task.flights]) flight.cut(now);
    task.flights.clear();
    for (const pool of task.pools.values()) {
      for (const connection of pool) {
        connection.closesAt = Math.min(connection.closesAt, now);
        connection.noticedAt = Math.min(connection.noticedAt, now + this.run.random.between(2, 20));
      }
    }
  }

  /** A supervisor starts the process again on the same unit. */
  revive(task: Task): void {
    task.dead = false;
    task.pools.clear();
    task.startedAt = this.run.schedule.now;
    task.behaviour = this.behaviour;
    this.boot(task);
  }

  exited(task: Task, code: number): void {
    this.platform.exited(task, code);
  }

  /** The unit counts as stopped from then on; nobody answers at its address any more. */
  stopped(task: Task, at: number): void {
    this.platform.stopped(task, at);
    this.run.schedule.at(at, () => {
      task.gone = true;
    });
  }

  serves(task: Task): boolean {
    return this.group ? task.state === 'healthy' : task.listening;
  }

  say(task: Task, at: number, lines: readonly Line[]): void {
    if (this.run.metricsOnly || (this.app.platform === 'ec2' && !this.app.ec2.logs)) return;
    lines.forEach((line, i) => {
      log(this.run, this.logGroup, at + i, task.stream, this.#wrapped(task, at + i, line));
    });
  }

  /** A log collector of Kubernetes says whose line it is. */
  #wrapped(task: Task, at: number, line: Line): Line {
    const { platform, eks, container } = this.app;
    if (platform !== 'eks' || !eks.wrapped) return line;
    return () =>
      JSON.stringify({
        time: new Date(at).toISOString(),
        stream: 'stdout',
        _p: 'F',
        log: typeof line === 'function' ? line() : line,
        kubernetes: { pod_name: task.id, namespace_name: eks.namespace, container_name: container },
      });
  }

  #watchMemory(task: Task, leaksFrom: number): void {
    watchMemory(this, task, leaksFrom, () => {
      this.crash(task, 137, 'OutOfMemoryError: Container killed due to memory usage');
    });
  }
}

function defaultLogGroup(app: App): string {
  if (app.platform === 'lambda') return `/aws/lambda/${app.service}`;
  if (app.platform === 'eks') return `/aws/containerinsights/${app.cluster}/application`;
  return app.platform === 'ec2' ? `/ec2/${app.service}/app` : `/ecs/${app.cluster}/${app.service}`;
}
