import type { JobName } from '../domain/ports.ts';

/** Which names are worth a question to the database: those that this process knows to have work, now and then all. */
export interface Agenda {
  /** A job of this name is due at `dueAt`. */
  note(name: JobName, dueAt: number, at: number): void;
  /** Of those that are free, the names to ask for. They are not asked for again until noted. */
  take(free: readonly JobName[], all: readonly JobName[], at: number): { names: readonly JobName[]; isAll: boolean };
  /** All are looked at then, at the latest. */
  lookAt(at: number): void;
  lookAtAll(): void;
  allAt(): number;
}

export function makeAgenda(pollMs: number): Agenda {
  const noted = new Set<JobName>();
  let allAt = 0;
  const lookAt = (at: number) => {
    allAt = Math.min(allAt, at);
  };
  return {
    note(name, dueAt, at) {
      if (dueAt <= at) noted.add(name);
      else lookAt(dueAt);
    },
    take(free, all, at) {
      const isAll = at >= allAt;
      if (isAll) {
        for (const name of all) noted.add(name);
        allAt = at + pollMs;
      }
      const names = free.filter((name) => noted.has(name));
      for (const name of names) noted.delete(name);
      return { names, isAll };
    },
    lookAt,
    lookAtAll: () => lookAt(0),
    allAt: () => allAt,
  };
}
