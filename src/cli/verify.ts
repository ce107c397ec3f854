import { readFile } from 'node:fs/promises';
import type { Config } from '../config/index.ts';
import { ResponderError } from '../domain/errors.ts';
import type { Lang } from '../domain/text.ts';
import { sha256 } from '../flows/gather-report.ts';
import { tell } from '../messages/say.ts';
import { parseReport, verifyReport } from '../reports/index.ts';
import { type Context, type Run, settle } from './context.ts';
import { exitCodes } from './exit-codes.ts';

/** The hash chain of an incident's timeline; or, for a report's file, that nothing in it was changed and that every sentence leads to its source. */
export const verify: Run = async (context, [name = ''], options) => {
  const { config, lang } = await settle(context, options);
  return name.endsWith('.json') ? await ofFile(context, name, lang) : await ofIncident(context, config, name, lang);
};

async function ofIncident({ parts, terminal }: Context, config: Config, incident: string, lang: Lang): Promise<number> {
  const store = await parts.readStore(config);
  try {
    const [events, chainHead] = await store.transaction(async (tx) => {
      if ((await store.incidents.get(tx, incident)) === undefined) throw noSuchIncident(incident);
      return [await store.timeline.read(tx, incident), await store.timeline.head(tx, incident)] as const;
    });
    const chain = await parts.verifyTimeline(events, chainHead);
    if (chain.ok) {
      terminal.out(`${tell(lang, 'cli/verify/whole', { incident, count: chain.count, head: chain.head })}\n`);
      return exitCodes.ok;
    }
    terminal.out(`${tell(lang, 'cli/verify/broken', { incident, at: chain.at, why: chain.why })}\n`);
    return exitCodes.found;
  } finally {
    await store.close();
  }
}

const noSuchIncident = (incident: string): ResponderError =>
  new ResponderError('incident-not-found', { id: 'report/no-such-incident', args: { incident } });

async function ofFile({ terminal }: Context, path: string, lang: Lang): Promise<number> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new ResponderError('usage', { id: 'cli/verify/no-file', args: { path } }, { cause });
  });
  const proof = verifyReport(parseReport(text), sha256);
  if (proof.ok) {
    terminal.out(`${tell(lang, 'cli/verify/report-whole', { sentences: proof.sentences, ids: proof.ids })}\n`);
    return exitCodes.ok;
  }
  if (proof.seal !== 'whole') terminal.out(`${tell(lang, `cli/verify/report-${proof.seal}`)}\n`);
  for (const { where, id } of proof.missing) {
    terminal.out(`${tell(lang, 'cli/verify/report-broken', { where, id })}\n`);
  }
  return exitCodes.found;
}
