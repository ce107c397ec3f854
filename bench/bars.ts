import type { Proportion } from './statistics.ts';
import type { Part, Stratum } from './summary.ts';

/** What was promised before it was measured. A bar without cases is not met. */
export interface Bar {
  readonly what: string;
  readonly bar: string;
  readonly measured: string;
  readonly met: boolean;
}

export function barsOf(part: Part): Bar[] {
  const score = (id: string) => part.strata.find((stratum) => stratum.id === id)?.score;
  const degraded = part.degraded.find(({ family }) => family === '30 % denied');
  const recalled = part.degraded.every(({ gapRecall }) => gapRecall.hits === gapRecall.n) && gapsLive(part);
  const illegal = part.degraded.reduce((sum, one) => sum + one.illegal, 0) + part.withholding.length;
  const wild: readonly Bar[] = [least('S6 top-1', score('S6')?.top1, 0.7), least('S6 top-3', score('S6')?.top3, 0.9)];
  if (part.split === 'wild') return [...wild];
  return [
    least('S1 top-1', score('S1')?.top1, 0.95),
    least('S1 top-3', score('S1')?.top3, 0.99),
    least('S2 exact set', score('S2')?.exactSet, 0.6),
    least('S3 top-1', score('S3')?.top1, 0.92),
    most('S3 herring named', score('S3')?.herrings, 0.02),
    most('S4 false alarms', score('S4')?.falseAlarms, 0.01),
    least('S5 recognised', part.unlisted, 0.8),
    least('S7 top-1, 30 % of collectors denied', degraded?.top1, 0.88),
    { what: 'S7 gap recall', bar: '100 %', measured: recalled ? '100 %' : 'not all', met: recalled },
    { what: 'S7 illegal rule-outs', bar: '0', measured: String(illegal), met: illegal === 0 },
    figure('Brier', part.all.brier, 0.05),
    figure('ECE', part.all.ece, 0.04),
    most('wrong and confident', part.all.wrongAndConfident, 0.01),
  ];
}

const gapsLive = ({ liveGaps }: Part) => liveGaps.hits === liveGaps.n;

function least(what: string, measured: Proportion | undefined, bar: number): Bar {
  return { what, bar: `≥ ${percent(bar)}`, measured: told(measured), met: (measured?.rate ?? -1) >= bar };
}

function most(what: string, measured: Proportion | undefined, bar: number): Bar {
  return { what, bar: `≤ ${percent(bar)}`, measured: told(measured), met: (measured?.rate ?? 2) <= bar };
}

function figure(what: string, measured: number | null, bar: number): Bar {
  return {
    what,
    bar: `≤ ${bar}`,
    measured: measured === null ? '–' : measured.toFixed(3),
    met: (measured ?? 9) <= bar,
  };
}

const percent = (share: number) => `${Math.round(share * 1000) / 10} %`;

/** `57/60 = 95 % [86–98]`. */
export function told(one: Proportion | undefined): string {
  if (one === undefined || one.rate === null || one.low === null || one.high === null) return 'no cases';
  return `${one.hits}/${one.n} = ${percent(one.rate)} [${Math.round(one.low * 100)}–${Math.round(one.high * 100)}]`;
}

/** Where a simple rule does as well as the engine, the stratum is too easy to be quoted. */
export function tiesOf({ strata }: Part): string[] {
  return strata.flatMap(({ id, score, baselines }: Stratum) =>
    baselines
      .filter((one) => score.top1.n > 0 && one.score.top1.hits >= score.top1.hits)
      .map(({ method }) => `${id}: “${method}” does as well on top-1: this stratum is too easy to be quoted.`),
  );
}
