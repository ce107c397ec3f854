import type { Fleet } from '../fleet.ts';
import type { Task } from '../task.ts';
import { reportCpu, reportCredits } from './instance-metrics.ts';

const HOUR = 3_600_000;

/** The CPU credits of burstable instances: one is a minute of one whole vCPU. Without any left there is only the baseline. */
export class Credits {
  readonly #fleet: Fleet;
  readonly #held = new Map<Task, number>();
  readonly #used = new Map<Task, number>();

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
  }

  /** One minute of a unit that would use `percent` if it could. */
  spend(task: Task, at: number, percent: number): void {
    const { credits, vcpus } = this.#fleet.app.ec2;
    if (!credits) {
      reportCpu(this.#fleet, task, at, percent);
      return;
    }
    const first = at <= this.#fleet.run.anchor - HOUR;
    const before = first ? credits.held : (this.#held.get(task) ?? credits.held);
    const empty = before <= 0;
    const got = empty ? Math.min(percent, credits.baseline) : percent;
    const held = Math.max(0, before + (vcpus * (credits.baseline - got)) / 100);
    task.strain =
      empty && percent > credits.baseline ? Math.min(1.6, (percent - credits.baseline) / credits.baseline) : 0;
    this.#held.set(task, held);
    this.#used.set(task, (got * vcpus * 5) / 100);
    reportCpu(this.#fleet, task, at, got);
    reportCredits(this.#fleet, task, at, held, this.#used.get(task) ?? 0);
  }
}
