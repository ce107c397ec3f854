import { defineCheck } from '../../domain/check.ts';
import { meanings } from '../knowledge/log-lines.ts';
import { FEW } from '../reading/failures.ts';
import { heard, linesRead } from '../reading/logs.ts';
import { notApplicable, seenIf, unknown } from '../reading/observe.ts';

/** Nearly all: a single GET among them was sent when no retry was left. */
const SHARE = 0.9;

export const proxyClosedOnPosts = defineCheck({
  id: 'app-log/proxy-closed-on-posts',
  layer: 'logs',
  needs: ['applicationLogs'],
  severity: 'medium',
  leak: 'almost-never',
  nature: 'symptom',
  guide: ['G11', 'G24'],
  texts: {
    title: { en: 'closed connections that hit only POST requests', ja: 'POSTだけに起きるプロキシとの接続切断' },
    seen: {
      en: 'Of {lines, number} closed connections between proxy and application, {posts, number} hit requests that a proxy may not repeat (POST and the like).',
      ja: 'プロキシとアプリケーション間の切断{lines, number}件のうち{posts, number}件が、プロキシが再送できないリクエスト（POSTなど）で起きています。',
    },
    'not-seen': {
      en: 'The closed connections between proxy and application hit GET requests as well ({posts, number} of {lines, number} are POST or the like).',
      ja: 'プロキシとアプリケーション間の切断は、GETでも起きています（POSTなどは{lines, number}件中{posts, number}件）。',
    },
    'not-applicable': {
      en: 'No proxy reports a closed connection.',
      ja: '切断を報告しているプロキシはありません。',
    },
    unknown: {
      en: 'Too few closed connections name their request to tell.',
      ja: 'リクエストが分かる切断が少なく、判断できません。',
    },
  },
  run({ applicationLogs }) {
    const found = heard(applicationLogs, meanings.proxyClosed);
    if (found === undefined) return linesRead(applicationLogs) === 0 ? unknown('empty') : notApplicable();
    const methods = found.lines.flatMap(({ message }) => /request: "([A-Z]+) /.exec(message)?.[1] ?? []);
    if (methods.length < FEW) return unknown('too-little-traffic');
    const posts = methods.filter((method) => /^(POST|PATCH|LOCK)$/.test(method)).length;
    return seenIf(posts >= SHARE * methods.length, { lines: methods.length, posts });
  },
});
