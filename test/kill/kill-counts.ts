import { writeSync } from 'node:fs';

export interface KillCounts {
  add(step: string): void;
  total(): number;
  /** Steps that no kill fell into: the test has not shown anything about them. */
  zeros(): readonly string[];
  print(title: string): void;
}

/** Counts how many kills fell into each step. */
export function killCounts(steps: readonly string[]): KillCounts {
  const counts = new Map(steps.map((step) => [step, 0]));
  const total = () => [...counts.values()].reduce((sum, n) => sum + n, 0);
  return {
    add: (step) => counts.set(step, (counts.get(step) ?? 0) + 1),
    total,
    zeros: () => [...counts].filter(([, n]) => n === 0).map(([step]) => step),
    print(title) {
      const lines = [...counts].map(([step, n]) => `  ${String(n).padStart(3)}  ${step}`);
      writeSync(2, `\n${title}\n${total()} kills:\n${lines.join('\n')}\n`);
    },
  };
}
