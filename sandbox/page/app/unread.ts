import { useEffect, useRef, useState } from 'react';
import type { Message } from './model.ts';

/** Channels in which something came while another one was open. */
export function useUnread(messages: ReadonlyMap<string, Message>, open: string | undefined): ReadonlySet<string> {
  const known = useRef<ReadonlyMap<string, Message> | undefined>(undefined);
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const before = known.current;
    known.current = messages;
    const fresh = before === undefined ? [] : [...messages].filter(([key]) => !before.has(key));
    setUnread((old) => {
      const next = new Set([...old, ...fresh.map(([, message]) => message.channel)]);
      if (open !== undefined) next.delete(open);
      return next;
    });
  }, [messages, open]);
  return unread;
}
