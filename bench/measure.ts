import { checks } from '../src/checks/index.ts';
import type { Answer } from '../src/domain/answer.ts';
import type { Run } from './run-world.ts';
import type { Measured } from './score.ts';
import { withholdEach } from './withhold.ts';

/** What a run showed beside its verdict. `whole`: the same world with nothing denied, for what may be ruled out. */
export function measure({ answer, bundle, world, seconds, refused }: Run, whole: Answer): Measured {
  const shown = new Set(answer.gaps.map(({ action }) => action));
  const first = answer.causes[0];
  return {
    seconds,
    calls: answer.cost.calls,
    minter: answer.symptom.mintedBy,
    // Right, and with at least one argument that points at evidence among those shown.
    grounded:
      first !== undefined &&
      world.expected.causes.includes(first.id) &&
      first.for.slice(0, 3).some(({ evidence }) => evidence.length > 0),
    gapsDue: refused.length,
    gapsShown: refused.filter((operation) => shown.has(operation)).length,
    illegal: illegalRuleOuts(answer, whole),
    withholding: withholdEach(checks, bundle.evidence, bundle.window),
    crashed: answer.findings.filter(({ reason }) => reason === 'crashed').map(({ check }) => check),
  };
}

/** Claims of absence that the whole evidence does not give, and a claim of health without it. */
function illegalRuleOuts(answer: Answer, whole: Answer): string[] {
  const ruledOut = new Set(whole.findings.filter(isAbsence).map(({ check }) => check));
  const claims = answer.findings.filter(isAbsence).map(({ check }) => check);
  const health = answer.verdict === 'healthy' && whole.verdict !== 'healthy' ? ['verdict: healthy'] : [];
  return [...claims.filter((check) => !ruledOut.has(check)), ...health];
}

function isAbsence({ observation }: Answer['findings'][number]): boolean {
  return observation === 'not-seen';
}
