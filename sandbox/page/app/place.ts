/** Where somebody looks: a channel, and maybe a thread in it. */
export interface Place {
  readonly channel: string | undefined;
  readonly thread: string | undefined;
}

/** Reads a permalink: /archives/C0INCIDENTS/p1763935200000100?thread_ts=… */
export function placeOf(url: { readonly pathname: string; readonly search: string }): Place {
  const [, archives, channel, post = ''] = url.pathname.split('/');
  if (archives !== 'archives') return { channel: undefined, thread: undefined };
  const ts = /^p(\d+)(\d{6})$/.exec(post);
  const own = ts === null ? undefined : `${ts[1]}.${ts[2]}`;
  return { channel, thread: new URLSearchParams(url.search).get('thread_ts') ?? own };
}

/** As whom one starts: asked for in the address, else as last time. */
export function startingPerson(): string {
  return new URLSearchParams(window.location.search).get('as') ?? window.localStorage.getItem('as') ?? 'U0BEN';
}

export function rememberPerson(id: string): void {
  window.localStorage.setItem('as', id);
  const url = new URL(window.location.href);
  url.searchParams.set('as', id);
  window.history.replaceState(null, '', url);
}
