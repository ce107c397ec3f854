import { listed } from '../../diagnosis/index.ts';
import type { Answer, ImpactShare } from '../../domain/answer.ts';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import type { Shown } from './shown.ts';
import { momentText } from './times.ts';

const MOST = 3;

/** Until when it failed, what and whom it hit, and a line to see it oneself. Labels and values. */
export function impactRows({ impact }: Answer, { lang, timeZone }: Pick<Shown, 'lang' | 'timeZone'>) {
  if (impact === undefined) return [];
  const { until, routes, clients, reproduce } = impact;
  const rows: [string, string][] = [];
  if (until !== null)
    rows.push([
      tell(lang, 'cli/answer/until'),
      tell(lang, 'cli/answer/until-when', { at: momentText(until, timeZone) }),
    ]);
  if (routes.length > 0) rows.push([tell(lang, 'cli/answer/routes'), sharesText(routes, lang)]);
  if (clients.length > 0) rows.push([tell(lang, 'cli/answer/clients'), sharesText(clients, lang)]);
  if (reproduce !== null) rows.push([tell(lang, 'cli/answer/reproduce'), reproduce]);
  return rows;
}

function sharesText(shares: readonly ImpactShare[], lang: Lang): string {
  const told = shares.slice(0, MOST).map(({ name, failed }) => tell(lang, 'verdict/impact/share', { name, failed }));
  return listed(told, lang);
}
