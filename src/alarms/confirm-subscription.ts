import { type Fetch, fetchSmall } from './fetch-small.ts';
import type { Envelope } from './parse/envelope.ts';
import { snsAddress } from './sns-host.ts';

/** The address that confirms the subscription of the envelope's own topic; undefined for every other address. */
export function confirmationOf({ SubscribeURL, TopicArn, Token }: Envelope): string | undefined {
  const url = snsAddress(SubscribeURL, TopicArn);
  if (url === undefined || url.pathname !== '/') return undefined;
  const said = url.searchParams;
  const isOurs =
    said.get('Action') === 'ConfirmSubscription' && said.get('TopicArn') === TopicArn && said.get('Token') === Token;
  return isOurs && Token !== undefined ? url.href : undefined;
}

/** Visits it. Rejects when SNS did not answer with 200: it sends the confirmation again. */
export async function confirm(fetch: Fetch, url: string): Promise<void> {
  await fetchSmall(fetch, url);
}
