import type { Bundle } from '../domain/evidence.ts';
import type { Lang } from '../domain/text.ts';
import { format, tell } from '../messages/say.ts';
import { answerOf } from './answer.ts';
import { type Assessment, assess, type Knowledge } from './assess.ts';
import { contrast, type Hypothesis } from './hypothesis.ts';
import type { Ranking } from './rank.ts';
import { byProbability } from './ranked-causes.ts';
import { sentenceOf } from './sentences.ts';
import { symptomLine, verdictLines } from './verdict-lines.ts';
import { decibansText, listed, percentOf } from './words.ts';

/** How the verdict was reckoned: every number that went into it, with its evidence. */
export function explainOf(bundle: Bundle, digest: string, knowledge: Knowledge, lang: Lang): string[] {
  const assessment = assess(bundle, knowledge);
  const { before, ranking } = assessment;
  const order = byProbability(assessment);
  const [leader, runnerUp] = order;
  const { scope, window, run } = bundle;
  const answer = answerOf(bundle, digest, knowledge, lang);
  return [
    tell(lang, 'verdict/explain/head', {
      run: run.id,
      target: scope.name,
      from: window.from,
      to: window.to,
      bundle: digest,
    }),
    symptomLine(answer, lang),
    tell(lang, 'verdict/explain/hypotheses', {
      total: 2 + before.singles.length + before.pairs.length,
      causes: before.singles.length,
      pairs: before.pairs.length,
      temperature: String(before.temperature),
    }),
    tell(lang, 'verdict/explain/before', { shares: sharesOf(assessment, before, lang) }),
    ...(leader === undefined || runnerUp === undefined
      ? []
      : comparison(assessment, bundle, { causes: [leader] }, { causes: [runnerUp] }, lang)),
    ...(leader === undefined ? [] : comparison(assessment, bundle, { causes: [leader] }, 'unlisted', lang)),
    ...(leader === undefined ? [] : comparison(assessment, bundle, { causes: [leader] }, 'healthy', lang)),
    ...unknownLine(assessment, lang),
    ...gateLines(assessment, lang),
    tell(lang, 'verdict/explain/after', { shares: sharesOf(assessment, ranking, lang) }),
    ...verdictLines(answer, lang),
  ];
}

function nameOf({ knowledge }: Assessment, hypothesis: Hypothesis, lang: Lang): string {
  if (hypothesis === 'healthy') return tell(lang, 'verdict/explain/healthy');
  if (hypothesis === 'unlisted') return tell(lang, 'verdict/unlisted');
  return hypothesis.causes.map((at) => titleOf(knowledge, at, lang)).join(' + ');
}

function titleOf({ causes }: Knowledge, at: number, lang: Lang): string {
  const cause = causes[at];
  return cause === undefined ? '' : format(lang, cause.title);
}

function sharesOf(assessment: Assessment, ranking: Ranking, lang: Lang): string {
  const shares = [
    { name: nameOf(assessment, 'healthy', lang), share: ranking.healthy },
    { name: nameOf(assessment, 'unlisted', lang), share: ranking.unlisted },
    ...ranking.causes.map((share, at) => ({ name: titleOf(assessment.knowledge, at, lang), share })),
  ];
  return listed(
    shares
      .filter(({ share }) => share >= 0.005)
      .sort((a, b) => b.share - a.share)
      .map(({ name, share }) => tell(lang, 'verdict/candidate', { title: name, percent: percentOf(share, lang) })),
    lang,
  );
}

/** All terms between two hypotheses; they add up to the last line. */
function comparison(assessment: Assessment, bundle: Bundle, one: Hypothesis, other: Hypothesis, lang: Lang): string[] {
  const { before, facts, knowledge, findings } = assessment;
  const { prior, symptom, checks, total } = contrast(before, facts.term, one, other);
  const telling = [...checks]
    .filter(({ decibans }) => Math.abs(decibans) >= 0.05)
    .sort((a, b) => Math.abs(b.decibans) - Math.abs(a.decibans) || a.check - b.check);
  const silent = checks.filter(({ decibans }) => Math.abs(decibans) < 0.05);
  const states = facts.possible.map((state) => tell(lang, `verdict/explain/state/${state}`)).join(' / ');
  return [
    tell(lang, 'verdict/explain/contrast', {
      one: nameOf(assessment, one, lang),
      other: nameOf(assessment, other, lang),
    }),
    tell(lang, 'verdict/explain/prior', { decibans: column(prior) }),
    ...(Math.abs(symptom) < 0.05 ? [] : [tell(lang, 'verdict/explain/symptom', { decibans: column(symptom), states })]),
    ...telling.flatMap(({ check: at, decibans }) => {
      const check = knowledge.checks[at];
      const finding = findings[at];
      if (check === undefined || finding === undefined) return [];
      return tell(lang, 'verdict/explain/check', {
        decibans: column(decibans),
        check: check.id,
        observation: finding.observation.status,
        damping: (before.terms.find((term) => term.check === at)?.weight ?? 1).toFixed(2),
        evidence: finding.evidence.join(' '),
        sentence: sentenceOf(check, finding, bundle.evidence, lang),
      });
    }),
    ...(silent.length === 0 ? [] : [tell(lang, 'verdict/explain/silent', { count: silent.length })]),
    tell(lang, 'verdict/explain/total', { decibans: column(total) }),
  ];
}

function column(decibans: number): string {
  return decibansText(decibans, 1).padStart(6);
}

function unknownLine({ findings }: Assessment, lang: Lang): string[] {
  const unknown = findings.flatMap(({ check, observation }) =>
    observation.status === 'unknown' ? [`${check} (${observation.reason})`] : [],
  );
  return unknown.length === 0 ? [] : [tell(lang, 'verdict/explain/unknown', { checks: unknown.join(', ') })];
}

function gateLines({ ranking, knowledge }: Assessment, lang: Lang): string[] {
  if (ranking.held.length === 0) return [tell(lang, 'verdict/explain/no-held')];
  return ranking.held.map(({ cause, before }) =>
    tell(lang, 'verdict/explain/held', {
      title: titleOf(knowledge, cause, lang),
      percent: percentOf(ranking.causes[cause] ?? 0, lang),
      before: percentOf(before, lang),
      sets: (knowledge.causes[cause]?.decidedBy ?? [])
        .map((set) => set.map(({ check, is }) => `${check}=${is}`).join(' & '))
        .join(' | '),
    }),
  );
}
