import type { Found, Probe } from '../domain/doctor.ts';
import { failed, ok } from '../messages/found.ts';

/** What the running bot says of itself: its sockets, its queue, what it heard of Slack last. Whoever is not there is told elsewhere. */
export function makeHealthProbe(localUrl: string): Probe {
  return {
    id: 'jobs/health',
    run: async (signal): Promise<readonly Found[]> => {
      const answer = await fetch(`${localUrl}/healthz`, { signal }).catch(() => undefined);
      const text = (await answer?.text().catch(() => '')) ?? '';
      if (answer?.status === 200) return text.includes('"ok":true') ? [ok('jobs/healthy')] : [];
      const broken = answer?.status === 503 ? brokenIn(text) : '';
      return broken === '' ? [] : [failed('jobs/unwell', { broken })];
    },
  };
}

/** `slack: token_revoked, alarms: queue-away` out of the page; empty when it is not ours. */
function brokenIn(text: string): string {
  try {
    const { broken } = JSON.parse(text) as { readonly broken?: Readonly<Record<string, string>> };
    return Object.entries(broken ?? {})
      .map(([name, trouble]) => `${name}: ${trouble}`)
      .join(', ')
      .slice(0, 200);
  } catch {
    return '';
  }
}
