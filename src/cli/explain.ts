import { causes } from '../causes/index.ts';
import { checks } from '../checks/index.ts';
import { nearest } from '../config/nearest.ts';
import { explain } from '../diagnosis/index.ts';
import { ResponderError } from '../domain/errors.ts';
import type { Bundle } from '../domain/evidence.ts';
import { aboutCause, aboutCheck } from './about.ts';
import type { Context, Run } from './context.ts';
import { settle } from './context.ts';
import { openBundle } from './open-bundle.ts';
import { withNewline } from './render.ts';
import { harmless, paperFor } from './text/paper.ts';

/** A cause, a check, a run (the whole arithmetic), or one piece of a run's evidence. */
export const explainCommand: Run = async (context, [about, evidence], options) => {
  const { config, lang } = await settle(context, options);
  const { out } = context.terminal;
  const paper = paperFor(context.terminal);
  const cause = causes.find(({ id }) => id === about);
  if (cause !== undefined) return done(out, aboutCause(cause, lang, paper));
  const check = checks.find(({ id }) => id === about);
  if (check !== undefined) return done(out, aboutCheck(check, lang, paper));
  if (about !== undefined && !isBundle(about)) throw unknownWord(about);
  const { bundle, digest } = await openBundle(context, config, about);
  if (evidence !== undefined) return showEvidence(context, bundle, evidence);
  return done(out, explain(bundle, digest, lang).map(harmless).join('\n'));
};

function done(out: (text: string) => void, text: string): number {
  out(withNewline(text));
  return 0;
}

const isBundle = (word: string): boolean => word.startsWith('run_') || /[/\\]|\.json$/.test(word) || word === '.';

function unknownWord(word: string): ResponderError {
  const names = [...causes, ...checks].map(({ id }) => id);
  const like = [...new Set([...nearest(word, names, 5), ...names.filter((name) => name.includes(word))])].slice(0, 5);
  if (like.length === 0) return new ResponderError('usage', { id: 'cli/explain/unknown', args: { word } });
  return new ResponderError('usage', { id: 'cli/explain/nearest', args: { word, names: like.join(', ') } });
}

/** What that evidence held, as JSON: from the bundle, so it is what the verdict stands on. */
function showEvidence({ terminal }: Context, bundle: Bundle, id: string): number {
  const found = Object.values(bundle.evidence).find((collected) => 'ref' in collected && collected.ref.id === id);
  if (found === undefined) {
    const ids = Object.values(bundle.evidence)
      .flatMap((collected) => ('ref' in collected ? [collected.ref.id] : []))
      .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
    throw new ResponderError('usage', {
      id: 'cli/explain/no-evidence',
      args: { evidence: id, run: bundle.run.id, ids: ids.join(', '), count: ids.length },
    });
  }
  // JSON escapes control characters, so hostile log lines stay where they are.
  terminal.out(`${JSON.stringify(found, null, 2)}\n`);
  return 0;
}
