interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** Things to come, in time order; at the same instant in the order in which they were planned. */
export class Schedule {
  now: number;
  readonly #heap: Due[] = [];
  #order = 0;

  constructor(start: number) {
    this.now = start;
  }

  /** A time that has passed means at once. Gives a way to call it off. */
  at(at: number, run: () => void): () => void {
    const due: Due = { at: Math.max(at, this.now), order: this.#order++, run, cancelled: false };
    this.#heap.push(due);
    this.#up(this.#heap.length - 1);
    return () => {
      due.cancelled = true;
    };
  }

  runUntil(end: number): void {
    for (let due = this.#heap[0]; due && due.at <= end; due = this.#heap[0]) {
      this.#pop();
      if (due.cancelled) continue;
      this.now = due.at;
      due.run();
    }
    this.now = end;
  }

  #pop(): void {
    const last = this.#heap.pop();
    if (!last || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#down(0);
  }

  #up(from: number): void {
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.#before(i, parent)) return;
      this.#swap(i, parent);
      i = parent;
    }
  }

  #down(from: number): void {
    let i = from;
    for (;;) {
      const left = 2 * i + 1;
      let least = i;
      if (left < this.#heap.length && this.#before(left, least)) least = left;
      if (left + 1 < this.#heap.length && this.#before(left + 1, least)) least = left + 1;
      if (least === i) return;
      this.#swap(i, least);
      i = least;
    }
  }

  #before(i: number, j: number): boolean {
    const a = this.#heap[i];
    const b = this.#heap[j];
    if (!a || !b) return false;
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #swap(i: number, j: number): void {
    const a = this.#heap[i];
    const b = this.#heap[j];
    if (!a || !b) return;
    this.#heap[i] = b;
    this.#heap[j] = a;
  }
}
