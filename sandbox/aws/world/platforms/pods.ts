import type { Fleet } from '../fleet.ts';
import { terminate } from '../leaving.ts';
import { zonesOf } from '../names.ts';
import type { Task } from '../task.ts';
import type { Death, Kept, Platform } from './platform.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

/** A deployment of pods, and the controller that keeps their addresses in a target group. AWS has no records of them. */
export class Pods implements Platform {
  readonly targetType = 'ip';
  readonly registrar = 'aws-load-balancer-controller';
  readonly kept: Kept = {};
  readonly #fleet: Fleet;
  readonly #revisions = new Map<Task, number>();
  #revision = 1;
  #number = 0;

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
  }

  begin(): void {
    const { run, app } = this.#fleet;
    const since = run.anchor - run.random.between(30, 220) * HOUR;
    for (let i = 0; i < app.tasks; i++) this.#fleet.settle(this.#add(since + i * 20 * SECOND));
    for (const { at, set } of app.deploys) {
      run.schedule.at(run.anchor + at, () => {
        this.#fleet.revise(set);
        this.#revision += 1;
      });
    }
    for (const { at, pods } of app.eks.evictions) {
      run.schedule.at(run.anchor + at, () => {
        for (const task of this.#living().slice(0, pods)) this.#delete(task);
      });
    }
    run.schedule.at(run.schedule.now, () => this.#tend());
  }

  size(): number {
    return this.#fleet.app.tasks;
  }

  /** The kubelet starts the container again on the same address. */
  died(task: Task, _death: Death): void {
    const { run } = this.#fleet;
    run.schedule.at(run.schedule.now + run.random.between(1.5, 12) * SECOND, () => {
      if (!task.stopping) this.#fleet.revive(task);
    });
  }

  exited(): void {}
  stopped(): void {}
  cpu(): void {}

  memory(task: Task): number {
    return task.behaviour.memory;
  }

  #living(): readonly Task[] {
    return this.#fleet.tasks.filter(({ stopping }) => !stopping);
  }

  #add(startedAt: number): Task {
    const { run, app, behaviour, group } = this.#fleet;
    const number = this.#number++;
    const zone = zonesOf(run.world)[number % 2] ?? `${run.world.region}a`;
    const ip = `10.0.${31 + (number % 2)}.${Math.floor(run.random.between(16, 250))}`;
    const id = `${app.service}-${run.random.hex(9)}-${run.random.hex(5)}`;
    const target = group === null ? null : { ip, port: behaviour.port, zone, states: [] };
    const node = `ip-${ip.replace(/\d+$/, '11').replaceAll('.', '-')}.${run.world.region}.compute.internal`;
    const stream = `${node}-application.var.log.containers.${id}_${app.eks.namespace}_${app.container}-${run.random.hex(64)}.log`;
    const task = this.#fleet.add({ id, ip, zone, stream, target }, startedAt);
    this.#revisions.set(task, this.#revision);
    return task;
  }

  #start(): void {
    const { run } = this.#fleet;
    const task = this.#add(run.schedule.now + run.random.between(2, 7) * SECOND);
    run.schedule.at(task.startedAt + run.random.between(2, 5) * SECOND, () => {
      if (task.stopping || !this.#fleet.register(task)) return;
      this.#fleet.membership('RegisterTargets', task);
      this.#fleet.watch(task);
    });
    this.#fleet.boot(task);
  }

  /** The kubelet and the controller hear of it at the same time, and neither waits for the other. */
  #delete(task: Task): void {
    const { run, app } = this.#fleet;
    if (task.stopping) return;
    task.stopping = true;
    const now = run.schedule.now;
    run.schedule.at(now + app.eks.controllerLag * SECOND, () => this.#fleet.deregister(task));
    run.schedule.at(now + app.eks.preStop * SECOND, () => terminate(this.#fleet, task));
  }

  #ready(task: Task): boolean {
    const { readinessProbe } = this.#fleet.app.eks;
    const up = !task.dead && (readinessProbe ? task.listening : task.startedAt <= this.#fleet.run.schedule.now);
    return this.#fleet.app.eks.readinessGate ? up && this.#fleet.serves(task) : up;
  }

  #tend(): void {
    const { run, app } = this.#fleet;
    const now = run.schedule.now;
    const living = this.#living();
    const current = living.filter((task) => this.#revisions.get(task) === this.#revision);
    const old = living.filter((task) => !current.includes(task));
    const ceiling = Math.max(app.tasks, Math.floor((app.tasks * app.maximumPercent) / 100));
    const missing = Math.min(app.tasks - current.length, ceiling - living.length);
    for (let i = 0; i < missing; i++) this.#start();
    const spare =
      living.filter((task) => this.#ready(task)).length - Math.ceil((app.tasks * app.minimumHealthyPercent) / 100);
    for (const task of old.slice(0, Math.max(0, spare))) this.#delete(task);
    run.schedule.at(now + run.random.between(2.5, 3.5) * SECOND, () => this.#tend());
  }
}
