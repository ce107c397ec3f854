import { AwsError } from './protocol/errors.ts';

export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/**
 * One page of at most `size` items. A token names the list it belongs to, so that a token of another list or a
 * made-up one is refused as AWS refuses it.
 */
export function pageOf<T>(
  items: readonly T[],
  size: number,
  token: string | undefined,
  list: string,
  badToken: () => AwsError = () => new AwsError('ValidationError', 'Invalid pagination token'),
): Page<T> {
  const from = token === undefined ? 0 : positionOf(token, list, badToken);
  const next = from + size;
  return {
    items: items.slice(from, next),
    ...(next < items.length ? { next: Buffer.from(`${list}|${next}`).toString('base64url') } : {}),
  };
}

function positionOf(token: string, list: string, badToken: () => AwsError): number {
  const [of, at] = Buffer.from(token, 'base64url').toString('utf8').split('|');
  const position = Number(at);
  if (of !== list || !Number.isInteger(position) || position <= 0) throw badToken();
  return position;
}
