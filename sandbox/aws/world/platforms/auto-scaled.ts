import type { Fleet } from '../fleet.ts';
import type { InstanceRecord } from '../instance-records.ts';
import { terminate } from '../leaving.ts';
import type { Task } from '../task.ts';
import { recordCall } from '../trail.ts';
import { recordRefresh, recordResize } from './asg-calls.ts';
import { GroupBook } from './asg-group.ts';
import type { Why } from './asg-words.ts';
import { Credits } from './credits.ts';
import { replaceInPlace } from './in-place.ts';
import { makeInstance } from './instance.ts';
import { reportAllowance, reportChecks, reportGroup, reportMemory } from './instance-metrics.ts';
import type { Death, Kept, Platform } from './platform.ts';
import { planFailures } from './status-checks.ts';
import { supervisorLines } from './supervisor.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** From here on a machine begins to swap. */
const FULL = 0.92;

interface Machine {
  readonly record: InstanceRecord;
  readonly version: number;
}

/** An Auto Scaling group: keeps as many instances as it is told to, and replaces those that it holds for unhealthy. */
export class AutoScaled implements Platform {
  readonly targetType = 'instance';
  readonly registrar: string;
  readonly #fleet: Fleet;
  readonly #book: GroupBook;
  readonly #machines = new Map<Task, Machine>();
  readonly #credits: Credits;
  #why: Why = { kind: 'missing' };
  #number = 0;

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
    this.registrar = fleet.app.ec2.attached ? 'autoscaling.amazonaws.com' : 'instance-registrar';
    this.#book = new GroupBook(fleet);
    this.#credits = new Credits(fleet);
  }

  get kept(): Kept {
    return {
      instances: [...this.#machines.values()].map(({ record }) => record),
      autoScalingGroups: [this.#book.record],
    };
  }

  begin(): void {
    const { run, app } = this.#fleet;
    const age = run.random.between(40, 300) * HOUR;
    for (let i = 0; i < app.tasks; i++) this.#settled(run.anchor - age + i * 70 * SECOND);
    for (const { at, set, by } of app.deploys) {
      run.schedule.at(run.anchor + at, () => {
        this.#fleet.revise(set);
        if (app.ec2.deploy === 'in-place') replaceInPlace(this.#fleet, by);
        else this.#refresh(by);
      });
    }
    for (const { at, desired, by } of app.ec2.scaling) {
      run.schedule.at(run.anchor + at, () => this.#resize(desired, by));
    }
    planFailures(this.#fleet, (task) => this.#machineOf(task).record);
    run.schedule.at(run.schedule.now, () => this.#tend());
  }

  size(): number {
    return this.#book.size.desired;
  }

  died(task: Task, { exitCode }: Death): void {
    const { run, app } = this.#fleet;
    const { restart } = app.ec2;
    supervisorLines(this.#fleet, task, exitCode);
    if (restart === null) return;
    run.schedule.at(run.schedule.now + restart * SECOND, () => {
      if (!task.stopping && !task.gone) this.#fleet.revive(task);
    });
  }

  exited(): void {}

  stopped(task: Task, at: number): void {
    this.#machineOf(task).record.states.push({
      at,
      state: 'terminated',
      reason: 'Client.UserInitiatedShutdown: User initiated shutdown',
    });
  }

  cpu(at: number, used: Parameters<Platform['cpu']>[1]): void {
    for (const { task, percent } of used) this.#credits.spend(task, at, percent);
    const machines = [...this.#machines].filter(([task]) => !task.gone);
    for (const [, { record }] of machines) {
      reportChecks(this.#fleet, record, at);
      reportAllowance(this.#fleet, record, at);
    }
    const { desired, max } = this.#book.size;
    reportGroup(this.#fleet, at, desired, max, machines.filter(([task]) => !task.stopping).length);
  }

  memory(task: Task, usedMib: number): number {
    const { swap } = this.#fleet.app.ec2;
    const memory = task.behaviour.memory;
    const over = Math.max(0, usedMib - FULL * memory);
    const swapped = swap > 0 ? Math.min(1, over / swap) : 0;
    // What is swapped out has to be fetched for every request that needs it.
    if (swap > 0) task.strain = swapped > 0.05 ? 1.8 * swapped : 0;
    const percent = (100 * Math.min(usedMib, swap > 0 ? 0.97 * memory : memory)) / memory;
    reportMemory(this.#fleet, this.#machineOf(task).record, percent, swap > 0 ? 100 * swapped : null);
    return memory + swap;
  }

  #machineOf(task: Task): Machine {
    const machine = this.#machines.get(task);
    if (!machine) throw new Error(`${task.id} is no instance of ${this.#book.record.name}`);
    return machine;
  }

  #add(launchedAt: number, startedAt: number): Task {
    const { version } = this.#book.size;
    const { record, unit } = makeInstance(this.#fleet, { number: this.#number++, launchedAt, version });
    const task = this.#fleet.add(unit, startedAt);
    this.#machines.set(task, { record, version });
    return task;
  }

  #settled(launchedAt: number): void {
    const task = this.#add(launchedAt, launchedAt + this.#fleet.app.ec2.osBoot * SECOND);
    this.#book.joined(task, launchedAt, this.#book.size.version);
    this.#fleet.settle(task);
  }

  #launch(why: Why): void {
    const { run, app } = this.#fleet;
    const now = run.schedule.now;
    const task = this.#add(now, now + app.ec2.osBoot * SECOND * run.random.between(0.9, 1.2));
    const { version } = this.#machineOf(task);
    this.#book.joined(task, now, version, 'Pending');
    const ready = now + run.random.between(11, 17) * SECOND;
    this.#book.launching(task, now, ready + 20 * SECOND, why);
    this.#book.turned(task, ready, 'InService');
    // Attached to the group it is registered when EC2 says running; otherwise it does so itself when it is up.
    const registers = app.ec2.attached ? ready : task.startedAt + app.boot * SECOND;
    run.schedule.at(registers, () => {
      if (task.stopping || !this.#fleet.register(task)) return;
      this.#fleet.membership('RegisterTargets', task);
      this.#fleet.watch(task);
    });
    this.#fleet.boot(task);
  }

  /** Draining, hooks, then the machine is switched off: the system gives its services a term. */
  #retire(task: Task, why: Why): void {
    const { run, app } = this.#fleet;
    if (task.stopping) return;
    task.stopping = true;
    const now = run.schedule.now;
    const drains = app.ec2.attached && task.state !== 'none' ? app.deregistrationDelay : 0;
    const waits = app.ec2.hooks
      .filter(({ transition }) => transition === 'terminating')
      .reduce((most, { timeout }) => Math.max(most, timeout), 0);
    const off = now + (drains + waits) * SECOND + run.random.between(0.8, 2.5) * SECOND;
    this.#book.terminating(task, now, off + run.random.between(40, 70) * SECOND, why);
    this.#book.turned(task, now, 'Terminating', why.kind !== 'elb' && why.kind !== 'ec2');
    if (waits > 0) this.#book.turned(task, now + drains * SECOND, 'Terminating:Wait');
    if (app.ec2.attached) this.#fleet.deregister(task);
    run.schedule.at(off, () => this.#switchOff(task));
  }

  #switchOff(task: Task): void {
    const { run, app } = this.#fleet;
    const now = run.schedule.now;
    this.#machineOf(task).record.states.push({ at: now, state: 'shutting-down' });
    recordCall(run, {
      at: now,
      name: 'TerminateInstances',
      source: 'ec2.amazonaws.com',
      by: 'autoscaling.amazonaws.com',
      resources: [{ type: 'AWS::EC2::Instance', name: task.id }],
      request: { instancesSet: { items: [{ instanceId: task.id }] } },
    });
    terminate(this.#fleet, task);
    this.#book.turned(task, now + 45 * SECOND, 'gone');
    // A target group drops a terminated instance by itself, somewhat later.
    if (!app.ec2.attached)
      run.schedule.at(now + run.random.between(25, 55) * SECOND, () => this.#fleet.deregister(task));
  }

  #resize(desired: number, by: string): void {
    const from = this.#book.size.desired;
    this.#book.resize(this.#fleet.run.schedule.now, { desired });
    const { name } = this.#book.record;
    this.#why = by === 'policy' ? { kind: 'policy', group: name } : { kind: 'person' };
    if (by !== 'policy') recordResize(this.#fleet, name, by, desired, from);
  }

  #refresh(by: string): void {
    const { run } = this.#fleet;
    const now = run.schedule.now;
    const version = this.#book.size.version + 1;
    this.#book.resize(now, { version });
    recordRefresh(this.#fleet, this.#book.record, version, by);
    const minutes = 2 + this.#book.size.desired * 2.2;
    this.#book.record.refreshes.push({
      id: run.random.uuid(),
      at: now,
      endedAt: now + minutes * MINUTE,
      status: 'Successful',
    });
  }

  #tend(): void {
    const { run, tasks } = this.#fleet;
    const now = run.schedule.now;
    this.#replaceUnhealthy(now);
    const living = tasks.filter((task) => !task.stopping);
    const { desired, version } = this.#book.size;
    const old = living.filter((task) => this.#machineOf(task).version !== version);
    this.#fill(living.length, desired, old.length);
    this.#thin(living, old, desired);
    run.schedule.at(now + run.random.between(9, 11) * SECOND, () => this.#tend());
  }

  #fill(living: number, desired: number, old: number): void {
    const ceiling = Math.max(desired, Math.floor((desired * this.#fleet.app.maximumPercent) / 100));
    const wanted = old > 0 ? Math.min(desired + old, ceiling) : desired;
    const why: Why = old > 0 ? { kind: 'refresh' } : this.#why;
    for (let i = living; i < wanted; i++) this.#launch(why);
  }

  #thin(living: readonly Task[], old: readonly Task[], desired: number): void {
    const floor = Math.ceil((desired * this.#fleet.app.minimumHealthyPercent) / 100);
    const warm = this.#fleet.run.schedule.now - this.#fleet.app.ec2.warmup * SECOND;
    const serving = living.filter((task) => this.#fleet.serves(task) && task.startedAt <= warm).length;
    if (old.length > 0) {
      for (const task of old.slice(0, Math.max(0, serving - floor))) this.#retire(task, { kind: 'refresh' });
      return;
    }
    // The oldest leave first.
    for (const task of living.slice(0, Math.max(0, living.length - desired))) this.#retire(task, this.#why);
  }

  #replaceUnhealthy(now: number): void {
    const { app, tasks } = this.#fleet;
    if (app.ec2.suspended.includes('ReplaceUnhealthy')) return;
    for (const task of tasks) {
      if (task.stopping || now < task.startedAt + app.grace * SECOND) continue;
      const byElb = app.ec2.healthCheckType === 'ELB' && task.state === 'unhealthy';
      if (byElb) {
        this.#why = { kind: 'missing' };
        this.#retire(task, { kind: 'elb' });
      }
    }
  }
}
