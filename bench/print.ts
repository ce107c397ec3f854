import type { MeasuredScore, Score } from './score.ts';
import type { Proportion } from './statistics.ts';

export interface Row {
  readonly method: string;
  readonly score: Score;
}

export interface Stratum extends Score, MeasuredScore {
  readonly id: string;
  readonly baselines: readonly Row[];
}

export interface Result {
  readonly bench: 'worlds';
  readonly date: string;
  readonly denied: number;
  readonly seed: number;
  readonly strata: readonly Stratum[];
  readonly unlisted: {
    readonly recognised: Proportion;
    readonly accused: readonly { readonly world: string; readonly accused: string; readonly probability: number }[];
  };
  readonly failures: readonly {
    readonly world: string;
    readonly expected: string;
    readonly got: string;
    readonly arithmetic: readonly string[];
  }[];
  readonly groups: readonly { readonly group: string; readonly causes: readonly string[] }[];
}

const columns = [
  'method',
  'top-1',
  'top-3',
  'exact set',
  'false alarms',
  'verdict',
  'wrong, sure',
  'Brier',
  'ECE',
] as const;

function cells(method: string, score: Score): string[] {
  return [
    method,
    interval(score.top1),
    interval(score.top3),
    interval(score.exactSet),
    interval(score.falseAlarms),
    interval(score.verdict),
    interval(score.wrongAndConfident),
    number(score.brier),
    number(score.ece),
  ];
}

export function toText(result: Result): string {
  const lines = [headOf(result)];
  for (const stratum of result.strata) {
    const table = [
      [...columns],
      cells('fiveohtwo', stratum),
      ...stratum.baselines.map((row) => cells(row.method, row.score)),
    ];
    const widths = columns.map((_, at) => Math.max(...table.map((row) => (row[at] ?? '').length)));
    lines.push('', `${stratum.id}  n = ${stratum.n}`);
    for (const row of table)
      lines.push(`  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
    lines.push(`  ${measuredLine(stratum)}`);
  }
  return `${[...lines, ...tail(result)].join('\n')}\n`;
}

export function toMarkdown(result: Result): string {
  const lines = [headOf(result)];
  for (const stratum of result.strata) {
    lines.push(
      '',
      `## ${stratum.id} (n = ${stratum.n})`,
      '',
      `| ${columns.join(' | ')} |`,
      `|${columns.map(() => ' --- |').join('')}`,
    );
    lines.push(`| ${cells('**fiveohtwo**', stratum).join(' | ')} |`);
    for (const row of stratum.baselines) lines.push(`| ${cells(row.method, row.score).join(' | ')} |`);
    lines.push('', measuredLine(stratum));
  }
  return `${[...lines, ...tail(result)].join('\n')}\n`;
}

function headOf({ date, denied, seed }: Result): string {
  const kept = denied > 0 ? `, ${Math.round(denied * 100)} % of collectors denied (seed ${seed})` : '';
  return `502 bench, ${date}${kept}. Shares with 95 % Wilson intervals; development worlds: fit, not truth.`;
}

function measuredLine(stratum: Stratum): string {
  return [
    `minter ${interval(stratum.minter)}`,
    `grounded ${interval(stratum.grounded)}`,
    `herrings named ${interval(stratum.herrings)}`,
    `gap recall ${interval(stratum.gapRecall)}`,
    `illegal rule-outs ${stratum.illegalRuleOuts}`,
    `ruled out for want of evidence ${stratum.withholding.length === 0 ? 0 : stratum.withholding.join(', ')}`,
    `crashed checks ${stratum.crashedChecks}`,
    `calls ${number(stratum.calls, 0)}`,
    `seconds p50 ${number(stratum.secondsP50, 1)} p95 ${number(stratum.secondsP95, 1)}`,
    `log loss ${number(stratum.logLoss)}`,
  ].join(' · ');
}

function tail(result: Result): string[] {
  const { failures, groups } = result;
  const named = groups.map(({ group, causes }) => `${group} (${causes.join(', ')})`).join('; ');
  return [
    '',
    unlistedLine(result),
    ...tieLines(result),
    named === '' ? 'No confusion groups.' : `Confusion groups: ${named}`,
    failures.length === 0 ? 'No failures.' : `Failures: ${failures.length}`,
    ...failures.flatMap(({ world, expected, got, arithmetic }) => [
      '',
      `${world}: expected ${expected}, got ${got}`,
      ...arithmetic.map((line) => `    ${line}`),
    ]),
  ];
}

function unlistedLine({ unlisted: { recognised, accused } }: Result): string {
  const named = accused.map(({ world, accused: id, probability }) => `${world} → ${id} ${probability.toFixed(2)}`);
  const told = named.length === 0 ? '' : `; accused: ${named.join(', ')}`;
  return `S5, derived (the true cause taken off the list), nobody else accused: ${interval(recognised)}${told}`;
}

function tieLines({ strata }: Result): string[] {
  return strata.flatMap(({ id, top1, baselines }) =>
    baselines
      .filter(({ score }) => top1.n > 0 && score.top1.hits >= top1.hits)
      .map(({ method }) => `${id}: "${method}" ties on top-1: this stratum is too easy to be quoted.`),
  );
}

function interval({ hits, n, rate, low, high }: Proportion): string {
  if (rate === null || low === null || high === null) return '–';
  return `${hits}/${n} [${low.toFixed(2)}–${high.toFixed(2)}]`;
}

function number(value: number | null, digits = 3): string {
  return value === null ? '–' : value.toFixed(digits);
}
