import type { Delivery } from '../domain/delivery.ts';
import type { Accept } from '../flows/accept-delivery.ts';

/** A copy of plain JSON without its secrets. */
export type Redact = <T>(value: T) => Promise<T>;

/**
 * What people type for others to read (reasons, titles, items) is told to the channel and kept for good, so a key that was
 * pasted along is taken out before anything is kept.
 */
export function withoutSecrets(accept: Accept, redact: Redact): Accept {
  return async (delivery) => accept({ ...delivery, body: await cleanBody(delivery, redact) });
}

async function cleanBody({ kind, body }: Pick<Delivery, 'kind' | 'body'>, redact: Redact): Promise<Delivery['body']> {
  if (kind === 'view') return { ...body, fields: await redact(body.fields) };
  // The other commands name things; the scan would only cost them time before they are acknowledged.
  if (kind === 'command' && isTitled(body.command)) return { ...body, command: await redact(body.command) };
  return body;
}

function isTitled(command: unknown): boolean {
  return (command as { readonly name?: unknown } | undefined)?.name === 'incident-open';
}
