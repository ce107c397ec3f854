import type { Fleet } from '../fleet.ts';
import type { DeploymentRecord, ServiceRecord, TaskDefinitionRecord, TaskRecord } from '../history.ts';
import { terminate } from '../leaving.ts';
import type { Revision } from '../spec.ts';
import type { Task } from '../task.ts';
import { recordRollOut } from './ecs-calls.ts';
import { reportCpu, reportMemory } from './ecs-metrics.ts';
import { definitionRecord, serviceRecord, taskRecord } from './ecs-records.ts';
import type { Death, Kept, Platform } from './platform.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

interface Stop {
  readonly code: string;
  readonly reason: string;
  readonly failed?: boolean;
}

/**
 * ECS's service scheduler on Fargate. When a task leaves, the order is deregister, wait for the deregistration delay,
 * SIGTERM, wait for the stop timeout, SIGKILL.
 */
export class EcsScheduler implements Platform {
  readonly targetType = 'ip';
  readonly registrar = 'ecs.amazonaws.com';
  readonly #fleet: Fleet;
  readonly #service: ServiceRecord;
  readonly #definitions: TaskDefinitionRecord[] = [];
  readonly #records = new Map<Task, TaskRecord>();
  #deployment: DeploymentRecord;
  #addresses = 0;
  /** Something was started since the last steady state. */
  #restless = false;

  constructor(fleet: Fleet) {
    const { run, app } = fleet;
    this.#fleet = fleet;
    this.#service = serviceRecord(run, app, fleet.group);
    const age = run.random.between(30, 220) * HOUR;
    this.#deployment = this.#deploy(run.anchor - age, app.revision);
    this.#deployment.completedAt = this.#deployment.createdAt + 4 * MINUTE;
  }

  get kept(): Kept {
    return { services: [this.#service], taskDefinitions: this.#definitions };
  }

  begin(): void {
    const { run, app } = this.#fleet;
    for (let i = 0; i < app.tasks; i++) this.#settled(i);
    for (let at = run.anchor - 19 * HOUR; at < run.schedule.now; at += 6 * HOUR) this.#steady(at);
    for (const deploy of app.deploys) {
      run.schedule.at(run.anchor + deploy.at, () => this.#rollOut(deploy.set, deploy.by));
    }
    for (const { at, tasks, lag } of app.spot)
      run.schedule.at(run.anchor + at, () => this.#reclaim(tasks, lag * SECOND));
    run.schedule.at(run.schedule.now, () => this.#tend());
  }

  /** Spot capacity is taken back: SIGTERM at once; the target group hears of it only after `lag` ms. */
  #reclaim(count: number, lag: number): void {
    const { run, tasks } = this.#fleet;
    for (const task of tasks.filter(({ stopping, dead }) => !stopping && !dead).slice(0, count)) {
      this.#leave(task, { code: 'SpotInterruption', reason: 'Your Spot Task was interrupted.' });
      terminate(this.#fleet, task);
      run.schedule.at(run.schedule.now + lag, () => this.#fleet.deregister(task));
    }
  }

  size(): number {
    return this.#fleet.app.tasks;
  }

  died(task: Task, { exitCode, reason }: Death): void {
    const { schedule, random } = this.#fleet.run;
    const record = this.#recordOf(task);
    record.exitCode = exitCode;
    if (reason !== undefined) record.containerReason = reason;
    const noticed = schedule.now + random.between(1.5, 4) * SECOND;
    schedule.at(noticed, () =>
      this.#ended(task, {
        code: 'EssentialContainerExited',
        reason: 'Essential container in task exited',
        failed: true,
      }),
    );
  }

  exited(task: Task, code: number): void {
    this.#recordOf(task).exitCode = code;
  }

  stopped(task: Task, at: number): void {
    this.#recordOf(task).stoppedAt = at;
  }

  cpu(at: number, used: Parameters<Platform['cpu']>[1]): void {
    reportCpu(this.#fleet, at, used);
  }

  memory(task: Task, usedMib: number): number {
    reportMemory(this.#fleet, task, usedMib);
    return task.behaviour.memory;
  }

  #recordOf(task: Task): TaskRecord {
    const record = this.#records.get(task);
    if (!record) throw new Error(`${task.id} is no task of ${this.#service.name}`);
    return record;
  }

  #event(at: number, message: string): void {
    const { run, app } = this.#fleet;
    this.#service.events.push({ at, id: run.random.uuid(), message: `(service ${app.service}) ${message}` });
  }

  #steady(at: number): void {
    this.#event(at, 'has reached a steady state.');
  }

  #deploy(at: number, revision: number): DeploymentRecord {
    const { app, run, logGroup, behaviour } = this.#fleet;
    const definition = definitionRecord(run, app, { at, behaviour, revision, logGroup });
    this.#definitions.push(definition);
    const deployment: DeploymentRecord = {
      id: `ecs-svc/${String(Math.floor(run.random.next() * 9e15)).padStart(19, '4')}`,
      taskDefinitionArn: definition.arn,
      createdAt: at,
    };
    const previous = this.#service.deployments.at(-1);
    if (previous) previous.replacedAt = at;
    this.#service.deployments.push(deployment);
    return deployment;
  }

  #rollOut(set: Revision, by: string): void {
    const fleet = this.#fleet;
    const now = fleet.run.schedule.now;
    fleet.revise(set);
    const revision = (this.#definitions.at(-1)?.revision ?? fleet.app.revision) + 1;
    this.#deployment = this.#deploy(now, revision);
    recordRollOut(fleet, this.#service.arn, this.#deployment.taskDefinitionArn, by);
  }

  #newTask(createdAt: number, startedAt: number): Task {
    const { run, app, group, behaviour } = this.#fleet;
    const { record, unit } = taskRecord(run, app, {
      number: this.#addresses++,
      createdAt,
      startedAt,
      deployment: this.#deployment,
      behaviour,
      registers: group !== null,
    });
    const task = this.#fleet.add(unit, startedAt);
    this.#records.set(task, record);
    this.#service.tasks.push(record);
    return task;
  }

  #settled(index: number): void {
    const startedAt = this.#deployment.createdAt + (40 + 9 * index) * SECOND;
    this.#fleet.settle(this.#newTask(startedAt - 25 * SECOND, startedAt));
  }

  #start(): Task {
    const { run } = this.#fleet;
    const now = run.schedule.now;
    const startedAt = now + run.random.between(17, 29) * SECOND;
    const task = this.#newTask(now, startedAt);
    run.schedule.at(startedAt + SECOND, () => {
      if (!task.stopping && !task.dead) this.#register(task);
    });
    this.#fleet.boot(task);
    return task;
  }

  #register(task: Task): void {
    const fleet = this.#fleet;
    if (!fleet.register(task)) return;
    this.#event(fleet.run.schedule.now, `registered 1 targets in (target-group ${fleet.group?.arn})`);
    fleet.membership('RegisterTargets', task);
    fleet.watch(task);
  }

  /** ECS wants the task gone: the orderly way out. */
  #stop(task: Task, stop: Stop): void {
    if (task.stopping) return;
    const { run, app, group } = this.#fleet;
    const now = run.schedule.now;
    this.#leave(task, stop);
    const delay = task.state === 'none' || !group ? 0 : app.deregistrationDelay;
    this.#fleet.deregister(task);
    if (group) this.#event(now, `has begun draining connections on 1 tasks.`);
    if (group) this.#event(now + 1, `deregistered 1 targets in (target-group ${group.arn})`);
    run.schedule.at(now + delay * SECOND + run.random.between(0.3, 1.2) * SECOND, () => terminate(this.#fleet, task));
  }

  #leave(task: Task, stop: Stop): void {
    const record = this.#recordOf(task);
    task.stopping = true;
    record.stoppingAt = this.#fleet.run.schedule.now;
    record.stopCode = stop.code;
    record.stoppedReason = stop.reason;
    if (stop.failed) record.failed = true;
  }

  /** A task that ended by itself is deregistered when ECS has noticed. */
  #ended(task: Task, stop: Stop): void {
    if (task.stopping) return;
    const { run, group } = this.#fleet;
    this.#leave(task, stop);
    this.#fleet.deregister(task);
    this.#fleet.stopped(task, run.schedule.now + run.random.between(9, 17) * SECOND);
    if (group) this.#event(run.schedule.now, `deregistered 1 targets in (target-group ${group.arn})`);
  }

  /** Every five seconds, what the service scheduler does. */
  #tend(): void {
    const { run, app, tasks } = this.#fleet;
    const now = run.schedule.now;
    this.#killUnhealthy(now);
    // A task that has died counts until ECS notices.
    const living = tasks.filter((task) => !task.stopping);
    const current = living.filter((task) => this.#recordOf(task).deployment === this.#deployment.id);
    const old = living.filter((task) => !current.includes(task));
    const ceiling = Math.max(app.tasks, Math.floor((app.tasks * app.maximumPercent) / 100));
    const floor = Math.ceil((app.tasks * app.minimumHealthyPercent) / 100);
    this.#startMissing(now, Math.min(app.tasks - current.length, ceiling - living.length));
    this.#stopOld(old, living.filter((task) => this.#fleet.serves(task)).length - floor);
    if (old.length === 0 && current.length >= app.tasks && current.every((task) => this.#fleet.serves(task)))
      this.#complete(now);
    run.schedule.at(now + run.random.between(4.6, 5.4) * SECOND, () => this.#tend());
  }

  #killUnhealthy(now: number): void {
    const { app, group, tasks } = this.#fleet;
    for (const task of tasks) {
      if (!group || task.stopping || task.dead || task.state !== 'unhealthy') continue;
      if (now < task.startedAt + app.grace * SECOND) continue;
      const last = task.target?.states.findLast(({ state }) => state === 'unhealthy');
      const why = last?.description ?? 'Health checks failed';
      this.#event(
        now,
        `(port ${task.target?.port ?? app.port}) is unhealthy in (target-group ${group.arn}) due to (reason ${why}).`,
      );
      this.#event(now + 1, `has stopped 1 running tasks: (task ${task.id}).`);
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
    const list = started.map(({ id }) => `(task ${id})`).join(' ');
    this.#event(now, `has started ${count} tasks: ${list}.`);
    this.#restless = true;
  }

  #stopOld(old: readonly Task[], spare: number): void {
    for (const task of old.slice(0, Math.max(0, spare))) {
      this.#event(this.#fleet.run.schedule.now, `has stopped 1 running tasks: (task ${task.id}).`);
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
