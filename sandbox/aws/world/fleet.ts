import { bootLines, crashLines } from './app-log.ts';
import { type Behaviour, firstBehaviour, nextBehaviour } from './behaviour.ts';
import { definitionRecord, newTask, serviceRecord } from './fleet-records.ts';
import { watchHealth } from './health.ts';
import type { DeploymentRecord, ServiceRecord, TargetRecord, TaskDefinitionRecord } from './history.ts';
import { type Leaving, terminate } from './leaving.ts';
import { memoryLife, watchMemory } from './memory.ts';
import { targetGroupNames } from './names.ts';
import { type Line, log, type Run } from './run.ts';
import type { App, Revision } from './spec.ts';
import { setState, type Task } from './task.ts';
import { recordCall } from './trail.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

interface Stop {
  readonly code: string;
  readonly reason: string;
  readonly failed?: boolean;
}

/**
 * One ECS service: starts and stops tasks as the scheduler does and keeps its records. When a task leaves, the order is
 * deregister, wait for the deregistration delay, SIGTERM, wait for the stop timeout, SIGKILL.
 */
export class Fleet implements Leaving {
  readonly run: Run;
  readonly app: App;
  readonly service: ServiceRecord;
  readonly definitions: TaskDefinitionRecord[] = [];
  readonly targets: TargetRecord[] = [];
  readonly tasks: Task[] = [];
  readonly group: { readonly name: string; readonly arn: string; readonly dimension: string } | null;
  readonly logGroup: string;
  /** CPU wanted of CPU there is, this minute; over 1 when more is wanted. */
  load = 0;
  #behaviour: Behaviour;
  #deployment: DeploymentRecord;
  #addresses = 0;
  /** Something was started since the last steady state. */
  #restless = false;

  constructor(run: Run, app: App) {
    this.run = run;
    this.app = app;
    const groupName = app.loadBalancer === null ? null : (app.targetGroup ?? app.service);
    this.group = groupName === null ? null : { name: groupName, ...targetGroupNames(run.world, groupName) };
    this.logGroup = app.logGroup ?? `/ecs/${app.cluster}/${app.service}`;
    this.#behaviour = firstBehaviour(app);
    this.service = serviceRecord(run, app, this.group);
    const age = run.random.between(30, 220) * HOUR;
    this.#deployment = this.#deploy(run.anchor - age, firstBehaviour(app), app.revision);
    this.#deployment.completedAt = this.#deployment.createdAt + 4 * MINUTE;
    for (let i = 0; i < app.tasks; i++) this.#settled(i);
    for (let at = run.anchor - 19 * HOUR; at < run.schedule.now; at += 6 * HOUR) this.#steady(at);
    for (const deploy of app.deploys) {
      run.schedule.at(run.anchor + deploy.at, () => this.#rollOut(deploy.set, deploy.by));
    }
    run.schedule.at(run.schedule.now, () => this.#tend());
  }

  /** Registered targets in any state but gone. */
  get registered(): readonly Task[] {
    return this.tasks.filter(({ state }) => state !== 'none' && state !== 'gone');
  }

  /** The process ends by itself or by the kernel; what it was doing is cut. ECS finds out a little later. */
  crash(task: Task, exitCode: number, reason?: string, lines: readonly string[] = []): void {
    if (task.dead) return;
    const { schedule, random } = this.run;
    this.#say(task, schedule.now, lines);
    this.die(task);
    task.record.exitCode = exitCode;
    if (reason !== undefined) task.record.containerReason = reason;
    const noticed = schedule.now + random.between(1.5, 4) * SECOND;
    schedule.at(noticed, () =>
      this.#ended(task, {
        code: 'EssentialContainerExited',
        reason: 'Essential container in task exited',
        failed: true,
      }),
    );
  }

  crashOn(task: Task, route: string): void {
    const codes = { express: 1, gunicorn: 139, puma: 134, spring: 134, go: 2 } as const;
    this.crash(task, codes[this.app.stack], undefined, crashLines(this.app, route, this.run.schedule.now));
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

  say(task: Task, at: number, lines: readonly Line[]): void {
    this.#say(task, at, lines);
  }

  #say(task: Task, at: number, lines: readonly Line[]): void {
    if (this.run.metricsOnly) return;
    const stream = `${this.app.service}/${this.app.container}/${task.record.arn.split('/').at(-1) ?? ''}`;
    lines.forEach((line, i) => {
      log(this.run, this.logGroup, at + i, stream, line);
    });
  }

  #event(at: number, message: string): void {
    this.service.events.push({ at, id: this.run.random.uuid(), message: `(service ${this.app.service}) ${message}` });
  }

  #steady(at: number): void {
    this.#event(at, 'has reached a steady state.');
  }

  #deploy(at: number, behaviour: Behaviour, revision: number): DeploymentRecord {
    const { app, run } = this;
    const definition = definitionRecord(run, app, { at, behaviour, revision, logGroup: this.logGroup });
    this.definitions.push(definition);
    const deployment: DeploymentRecord = {
      id: `ecs-svc/${String(Math.floor(run.random.next() * 9e15)).padStart(19, '4')}`,
      taskDefinitionArn: definition.arn,
      createdAt: at,
    };
    const previous = this.service.deployments.at(-1);
    if (previous) previous.replacedAt = at;
    this.service.deployments.push(deployment);
    return deployment;
  }

  #rollOut(set: Revision, by: string): void {
    const { app, run } = this;
    const now = run.schedule.now;
    this.#behaviour = nextBehaviour(this.#behaviour, set);
    const revision = (this.definitions.at(-1)?.revision ?? app.revision) + 1;
    this.#deployment = this.#deploy(now, this.#behaviour, revision);
    const { arn } = this.definitions.at(-1) ?? { arn: '' };
    recordCall(run, {
      at: now - 40 * SECOND,
      name: 'RegisterTaskDefinition',
      source: 'ecs.amazonaws.com',
      by,
      resources: [],
      request: {
        family: app.service,
        containerDefinitions: [
          {
            name: app.container,
            image: this.#behaviour.image,
            portMappings: [{ containerPort: this.#behaviour.port, protocol: 'tcp' }],
          },
        ],
      },
    });
    recordCall(run, {
      at: now,
      name: 'UpdateService',
      source: 'ecs.amazonaws.com',
      by,
      resources: [{ type: 'AWS::ECS::Service', name: this.service.arn }],
      request: {
        cluster: app.cluster,
        service: app.service,
        taskDefinition: arn.split('/').at(-1),
        forceNewDeployment: false,
      },
    });
  }

  #newTask(createdAt: number, startedAt: number, deployment: DeploymentRecord, behaviour: Behaviour): Task {
    const { run, app } = this;
    const task = newTask(run, app, {
      number: this.#addresses++,
      createdAt,
      startedAt,
      deployment,
      behaviour,
      registers: this.group !== null,
    });
    if (task.target) this.targets.push(task.target);
    this.service.tasks.push(task.record);
    this.tasks.push(task);
    return task;
  }

  /** A task that has run for hours when the simulation begins. */
  #settled(index: number): void {
    const { run } = this;
    const startedAt = this.#deployment.createdAt + (40 + 9 * index) * SECOND;
    const task = this.#newTask(startedAt - 25 * SECOND, startedAt, this.#deployment, this.#behaviour);
    task.listening = true;
    if (task.target) {
      task.registeredAt = startedAt;
      setState(task, startedAt, 'healthy');
      watchHealth(run, this.app, task);
    }
    this.#watchMemory(task, run.schedule.now - run.random.between(0, 0.9) * memoryLife(this.app, task));
  }

  #start(): Task {
    const { run, app } = this;
    const now = run.schedule.now;
    const startedAt = now + run.random.between(17, 29) * SECOND;
    const task = this.#newTask(now, startedAt, this.#deployment, this.#behaviour);
    run.schedule.at(startedAt + SECOND, () => {
      if (!task.stopping && !task.dead) this.#register(task);
    });
    run.schedule.at(startedAt + task.behaviour.boot * SECOND, () => {
      if (task.dead || task.behaviour.fails) return;
      task.listening = true;
      this.#say(task, run.schedule.now, bootLines(app, task.behaviour.listens, run.schedule.now));
      this.#watchMemory(task, run.schedule.now);
    });
    const { fails } = task.behaviour;
    if (fails) {
      run.schedule.at(startedAt + fails.after * SECOND, () =>
        this.crash(task, fails.exitCode, undefined, fails.log.split('\n')),
      );
    }
    return task;
  }

  #register(task: Task): void {
    const { run, app, group } = this;
    if (!group) return;
    const now = run.schedule.now;
    task.registeredAt = now;
    setState(task, now, 'initial', 'Elb.RegistrationInProgress', 'Target registration is in progress');
    task.target?.states.push({
      at: now + 4 * SECOND,
      state: 'initial',
      reason: 'Elb.InitialHealthChecking',
      description: 'Initial health checks in progress',
    });
    this.#event(now, `registered 1 targets in (target-group ${group.arn})`);
    this.#membership('RegisterTargets', task);
    run.schedule.at(now + 4 * SECOND, () => watchHealth(run, app, task));
  }

  #membership(name: 'RegisterTargets' | 'DeregisterTargets', task: Task): void {
    if (!this.group) return;
    recordCall(this.run, {
      at: this.run.schedule.now,
      name,
      source: 'elasticloadbalancing.amazonaws.com',
      by: 'ecs.amazonaws.com',
      resources: [{ type: 'AWS::ElasticLoadBalancingV2::TargetGroup', name: this.group.arn }],
      request: { targetGroupArn: this.group.arn, targets: [{ id: task.record.ip, port: task.target?.port }] },
    });
  }

  #deregister(task: Task): void {
    const now = this.run.schedule.now;
    if (task.state === 'none' || task.state === 'draining' || task.state === 'gone') return;
    task.drainingAt = now;
    setState(task, now, 'draining', 'Target.DeregistrationInProgress', 'Target deregistration is in progress');
    this.#membership('DeregisterTargets', task);
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

  /** ECS wants the task gone: the orderly way out. */
  #stop(task: Task, stop: Stop): void {
    if (task.stopping) return;
    const { run, app } = this;
    const now = run.schedule.now;
    this.#leave(task, stop);
    const delay = task.state === 'none' || !this.group ? 0 : app.deregistrationDelay;
    this.#deregister(task);
    if (this.group) this.#event(now, `has begun draining connections on 1 tasks.`);
    if (this.group) this.#event(now + 1, `deregistered 1 targets in (target-group ${this.group.arn})`);
    run.schedule.at(now + delay * SECOND + run.random.between(0.3, 1.2) * SECOND, () => terminate(this, task));
  }

  #leave(task: Task, stop: Stop): void {
    task.stopping = true;
    task.record.stoppingAt = this.run.schedule.now;
    task.record.stopCode = stop.code;
    task.record.stoppedReason = stop.reason;
    if (stop.failed) task.record.failed = true;
  }

  /** A task that ended by itself is deregistered when ECS has noticed. */
  #ended(task: Task, stop: Stop): void {
    if (task.stopping) return;
    this.#leave(task, stop);
    this.#deregister(task);
    this.stopped(task, this.run.schedule.now + this.run.random.between(9, 17) * SECOND);
    if (this.group) this.#event(this.run.schedule.now, `deregistered 1 targets in (target-group ${this.group.arn})`);
  }

  /** The task counts as stopped from then on; nobody answers at its address any more. */
  stopped(task: Task, at: number): void {
    task.record.stoppedAt = at;
    this.run.schedule.at(at, () => {
      task.gone = true;
    });
  }

  /** Every five seconds, what the service scheduler does. */
  #tend(): void {
    const { run, app } = this;
    const now = run.schedule.now;
    this.#killUnhealthy(now);
    // A task that has died counts until ECS notices.
    const living = this.tasks.filter((task) => !task.stopping);
    const current = living.filter(({ record }) => record.deployment === this.#deployment.id);
    const old = living.filter(({ record }) => record.deployment !== this.#deployment.id);
    const ceiling = Math.max(app.tasks, Math.floor((app.tasks * app.maximumPercent) / 100));
    const floor = Math.ceil((app.tasks * app.minimumHealthyPercent) / 100);
    this.#startMissing(now, Math.min(app.tasks - current.length, ceiling - living.length));
    this.#stopOld(old, living.filter((task) => this.#serves(task)).length - floor);
    if (old.length === 0 && current.length >= app.tasks && current.every((task) => this.#serves(task)))
      this.#complete(now);
    run.schedule.at(now + run.random.between(4.6, 5.4) * SECOND, () => this.#tend());
  }

  #watchMemory(task: Task, leaksFrom: number): void {
    watchMemory(this.run, this.app, task, leaksFrom, () => {
      this.crash(task, 137, 'OutOfMemoryError: Container killed due to memory usage');
    });
  }

  #serves(task: Task): boolean {
    return this.group ? task.state === 'healthy' : task.listening;
  }

  #killUnhealthy(now: number): void {
    const { app, group } = this;
    for (const task of this.tasks) {
      if (!group || task.stopping || task.dead || task.state !== 'unhealthy') continue;
      if (now < task.record.startedAt + app.grace * SECOND) continue;
      const last = task.target?.states.findLast(({ state }) => state === 'unhealthy');
      const why = last?.description ?? 'Health checks failed';
      this.#event(
        now,
        `(port ${task.target?.port ?? app.port}) is unhealthy in (target-group ${group.arn}) due to (reason ${why}).`,
      );
      this.#event(now + 1, `has stopped 1 running tasks: (task ${task.record.arn.split('/').at(-1)}).`);
      this.#stop(task, {
        code: 'ServiceSchedulerInitiated',
        reason: `Task failed ELB health checks in (target-group ${group.arn})`,
        failed: true,
      });
    }
  }

  #startMissing(now: number, count: number): void {
    if (count <= 0) return;
    const started = Array.from({ length: count }, () => this.#start());
    const list = started.map(({ record }) => `(task ${record.arn.split('/').at(-1)})`).join(' ');
    this.#event(now, `has started ${count} tasks: ${list}.`);
    this.#restless = true;
  }

  #stopOld(old: readonly Task[], spare: number): void {
    for (const task of old.slice(0, Math.max(0, spare))) {
      this.#event(this.run.schedule.now, `has stopped 1 running tasks: (task ${task.record.arn.split('/').at(-1)}).`);
      this.#stop(task, {
        code: 'ServiceSchedulerInitiated',
        reason: `Scaling activity initiated by (deployment ${this.#deployment.id})`,
      });
    }
  }

  #complete(now: number): void {
    if (this.#deployment.completedAt === undefined) {
      this.#deployment.completedAt = now;
      this.#event(now, `(deployment ${this.#deployment.id}) deployment completed.`);
    }
    if (this.#restless) this.#steady(now + 1);
    this.#restless = false;
  }
}
