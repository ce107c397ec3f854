const most = 100;

/** `ALARM("name")`, `ALARM('arn…')`, `OK(name)` … */
const oneState = /\b(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^()"',]*))/gi;
/** `AT_LEAST(2, ALARM, (first, "second", third))`; a share is written `50%`. */
const several = /\bAT_LEAST\s*\([^,()]*,[^,()]*,\s*\(((?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^()"'])*)\)/gi;
const listed = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^,"']+)/g;

/** Names or ARNs of the alarms that a composite alarm's rule speaks of, each once, in its order; at most a hundred. */
export function namesInRule(rule: string): readonly string[] {
  const found = [
    ...names(rule, oneState),
    ...[...rule.matchAll(several)].flatMap(([, list = '']) => names(list, listed)),
  ];
  return [...new Set(found)].slice(0, most);
}

function names(source: string, pattern: RegExp): readonly string[] {
  return [...source.matchAll(pattern)]
    .map(([, double, single, bare]) => (double ?? single)?.replace(/\\(.)/g, '$1') ?? bare?.trim() ?? '')
    .filter((name) => name !== '');
}
