import { type Bar, barsOf, tiesOf, told } from './bars.ts';
import type { Score } from './score.ts';
import type { Proportion } from './statistics.ts';
import type { DegradedRow, Failure, Part, Stratum } from './summary.ts';

export interface Result {
  readonly bench: 'worlds';
  /** The present of every world, ISO 8601. */
  readonly present: string;
  readonly knowledge: string;
  readonly temperature: { readonly value: number; readonly fittedOn: string; readonly at: string };
  readonly denied: number;
  readonly seed: number;
  readonly causes: number;
  readonly checks: number;
  readonly parts: readonly Part[];
  readonly errors: readonly { readonly id: string; readonly error: string }[];
  readonly groups: readonly { readonly group: string; readonly causes: readonly string[] }[];
  /** Of all evidence: the same worlds and program, the same digest. */
  readonly digest: string;
}

type Cells = readonly string[];
interface Table {
  readonly head: Cells;
  readonly rows: readonly Cells[];
}

/** Lines and tables, before they are text or Markdown. */
type Block =
  | { readonly title: string; readonly level: number }
  | { readonly line: string }
  | { readonly table: Table }
  | { readonly pre: readonly string[] };

export function toText(result: Result): string {
  return `${blocksOf(result)
    .flatMap((block): string[] => {
      if ('title' in block) return ['', block.title];
      if ('line' in block) return [block.line];
      if ('pre' in block) return block.pre.map((line) => `    ${line}`);
      return aligned(block.table);
    })
    .join('\n')
    .trim()}\n`;
}

export function toMarkdown(result: Result): string {
  return `${blocksOf(result)
    .flatMap((block): string[] => {
      if ('title' in block) return ['', `${'#'.repeat(block.level)} ${block.title}`, ''];
      if ('line' in block) return [block.line, ''];
      if ('pre' in block) return ['```text', ...block.pre, '```', ''];
      const { head, rows } = block.table;
      return [row(head), row(head.map(() => '---')), ...rows.map(row), ''];
    })
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

const row = (cells: Cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

function aligned({ head, rows }: Table): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((cells) => (cells[at] ?? '').length)));
  return all.map((cells) => `  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}

export const titles: Readonly<{ [split: string]: string }> = {
  'held-out': 'Held-out worlds: written without sight of the knowledge, not used for tuning',
  development: 'Development worlds: looked at while the knowledge was written; fit, not truth',
  wild: 'Wild: published incidents rebuilt as worlds',
};

function blocksOf(result: Result): Block[] {
  const { errors, groups } = result;
  return [
    { line: headOf(result) },
    ...result.parts.flatMap(partBlocks),
    { title: 'Confusion groups', level: 2 },
    {
      line:
        groups.length === 0
          ? 'None.'
          : 'Causes that no obtainable evidence tells apart; “strict” counts a mix-up as a miss.',
    },
    ...groups.map(({ group, causes }): Block => ({ line: `- ${group}: ${causes.join(', ')}` })),
    { line: errors.length === 0 ? 'Every world ran.' : `Could not be run: ${errors.length}` },
    ...errors.map(({ id, error }): Block => ({ pre: [`${id}: ${error.split('\n')[0]}`] })),
  ];
}

function headOf({ present, denied, seed, temperature, knowledge, causes, checks, digest, parts }: Result): string {
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const kept = denied > 0 ? `, ${Math.round(denied * 100)} % of the AWS operations denied (seed ${seed})` : '';
  return (
    `502 bench: ${n} worlds as of ${present}${kept}; ${causes} causes, ${checks} checks, knowledge of ${knowledge}, ` +
    `temperature ${temperature.value} (${temperature.fittedOn}, ${temperature.at}). Shares with 95 % Wilson intervals. Evidence ${digest}.`
  );
}

function partBlocks(part: Part): Block[] {
  return [
    { title: titles[part.split] ?? part.split, level: 2 },
    { line: `n = ${part.n}: ${part.strata.map(({ id, n, files }) => `${id} ${n} of ${files} files`).join(', ')}` },
    { title: 'The bars', level: 3 },
    { table: barTable(barsOf(part)) },
    ...part.strata.flatMap(stratumBlocks),
    ...tiesOf(part).map((line): Block => ({ line })),
    { title: 'How far it can be trusted', level: 3 },
    ...trustBlocks(part),
    { title: 'S7: the same runs with evidence withheld', level: 3 },
    { table: degradedTable(part.degraded) },
    {
      line: `Ruled out for want of evidence: ${part.withholding.length === 0 ? 'nothing' : part.withholding.join(', ')}`,
    },
    { line: `Crashed checks: ${part.crashed.length === 0 ? 'none' : part.crashed.join(', ')}` },
    { title: `Failures: ${part.failures.length}`, level: 3 },
    ...part.failures.flatMap(failureBlocks),
  ];
}

function barTable(bars: readonly Bar[]): Table {
  return {
    head: ['bar', 'asked', 'measured', ''],
    rows: bars.map(({ what, bar, measured, met }) => [what, bar, measured, met ? 'met' : '**MISSED**']),
  };
}

const columns = [
  'method',
  'top-1',
  'top-3',
  'MRR',
  'exact set',
  'false alarms',
  'herrings',
  'verdict',
  'wrong, sure',
  'Brier',
  'ECE',
  'log loss',
] as const;

function cells(method: string, score: Score): Cells {
  return [
    method,
    short(score.top1),
    short(score.top3),
    number(score.mrr, 2),
    short(score.exactSet),
    short(score.falseAlarms),
    short(score.herrings),
    short(score.verdict),
    short(score.wrongAndConfident),
    number(score.brier),
    number(score.ece),
    number(score.logLoss),
  ];
}

function stratumBlocks({ id, n, files, score, strict, baselines, families }: Stratum): Block[] {
  const two =
    score.bothInTop3.n > 0
      ? [
          {
            line: `Both in the first three ${told(score.bothInTop3)}; average precision at full recall ${number(score.averagePrecision, 2)}.`,
          },
        ]
      : [];
  return [
    { title: `${id} (n = ${n}, ${files} files)`, level: 3 },
    {
      table: {
        head: [...columns],
        rows: [
          cells('fiveohtwo', score),
          cells('fiveohtwo, strict', strict),
          ...baselines.map((one) => cells(one.method, one.score)),
        ],
      },
    },
    ...two,
    ...(families.length < 2
      ? []
      : [
          {
            table: {
              head: ['family', 'n', 'top-1', 'strict', 'top-3', 'wrong, sure', 'Brier'],
              rows: families.map((one) => [
                one.family,
                String(one.score.n),
                short(one.score.top1),
                short(one.strict.top1),
                short(one.score.top3),
                short(one.score.wrongAndConfident),
                number(one.score.brier),
              ]),
            },
          },
        ]),
  ];
}

function trustBlocks(part: Part): Block[] {
  const { all, bins } = part;
  return [
    {
      line:
        `Brier ${number(all.brier)} (skill against the prior ${number(part.brierSkill, 2)}), ECE ${number(all.ece)}, log loss ${number(all.logLoss)}; ` +
        `wrong and ≥ 80 % sure ${told(all.wrongAndConfident)}; no verdict given ${told(all.abstained)}; ` +
        `false alarms at most ${part.falseAlarmBound === null ? '–' : `${(part.falseAlarmBound * 100).toFixed(1)} %`} (one-sided 95 %).`,
    },
    {
      line:
        `Grounded (right, and one of the three arguments shown is one that decides) ${told(part.grounded)}; right without it ${told(part.ungrounded)}; ` +
        `who made the 502 ${told(part.minter)}; true cause in a confusion group ${told(part.shareInGroups)}.`,
    },
    {
      line:
        `Collectors until a cause had 90 %: ${number(part.needed.asked, 1)} when asked by what they promise, ${number(part.needed.inOrder, 1)} in fixed order (${part.needed.n} worlds). ` +
        `S5: ${told(part.unlisted)}${part.accused.length === 0 ? '' : `; accused: ${part.accused.map(({ world, accused, probability }) => `${world} → ${accused} ${probability.toFixed(2)}`).join(', ')}`}.`,
    },
    {
      table: {
        head: ['said', 'held', 'n'],
        rows: bins.map(({ n, sure, right }) => [
          `${(sure * 100).toFixed(1)} %`,
          `${(right * 100).toFixed(1)} %`,
          String(n),
        ]),
      },
    },
    {
      table: {
        head: ['answered, surest first', ...part.riskCoverage.map(({ coverage }) => `${coverage * 100} %`)],
        rows: [['wrong among them', ...part.riskCoverage.map(({ risk }) => `${(risk * 100).toFixed(1)} %`)]],
      },
    },
  ];
}

function degradedTable(rows: readonly DegradedRow[]): Table {
  return {
    head: ['withheld', 'replays', 'top-1', 'wrong, sure', 'false alarms', 'gaps shown', 'illegal rule-outs'],
    rows: rows.map((one) => [
      one.family,
      String(one.replays),
      told(one.top1),
      short(one.wrongAndConfident),
      short(one.falseAlarms),
      short(one.gapRecall),
      String(one.illegal),
    ]),
  };
}

function failureBlocks({ world, stratum, stack, expected, got, arithmetic }: Failure): Block[] {
  return [{ line: `${world} (${stratum}, ${stack}): expected ${expected}, got ${got}` }, { pre: arithmetic }];
}

function short({ hits, n, rate, low, high }: Proportion): string {
  if (rate === null || low === null || high === null) return '–';
  return `${hits}/${n} [${low.toFixed(2)}–${high.toFixed(2)}]`;
}

function number(value: number | null, digits = 3): string {
  return value === null ? '–' : value.toFixed(digits);
}
