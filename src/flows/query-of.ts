/** ARNs are at most 2,048 characters; nobody types a load balancer longer than this. */
const MOST_QUERY = 512;

/** Slack may wrap a link as <https://…|…>. Of a URL only the host is kept: the rest can hold secrets and is not needed. */
export function queryOf(target: string): string {
  const bare = cutQuery(target.replace(/^<([^|>]*)(\|[^>]*)?>$/, '$1'));
  if (!/^https?:\/\//i.test(bare) || !URL.canParse(bare)) return bare;
  return new URL(bare).hostname;
}

export const cutQuery = (word: string): string => word.slice(0, MOST_QUERY);
