import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { MessageView } from './message.tsx';
import type { Message } from './model.ts';
import { dayOf, useHere } from './slack.ts';

const together = 5 * 60;

interface Props {
  readonly messages: readonly Message[];
  readonly label: string;
  readonly inThread?: boolean;
  readonly children?: ReactNode;
}

/** Messages by day, in order. Stays at the end while new ones come, unless somebody scrolled up to read. */
export function MessageList({ messages, label, inThread = false, children }: Props) {
  const { person } = useHere();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const stay = (): void => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    };
    // Content grows after it was put in too: files load, blocks change.
    const grown = new ResizeObserver(stay);
    for (const child of element.children) grown.observe(child);
    stay();
    return () => grown.disconnect();
  });
  return (
    <div
      ref={list}
      className="list"
      role="log"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 60;
      }}
    >
      <div className="list-inner">
        {children}
        {messages.map((message, index) => {
          const before = messages[index - 1];
          const day = dayOf(message.ts, person);
          const newDay = before === undefined || dayOf(before.ts, person) !== day;
          return (
            <div key={message.ts}>
              {newDay && !inThread ? <p className="day">{day}</p> : null}
              <MessageView message={message} continued={!newDay && continues(before, message)} inThread={inThread} />
              {inThread && index === 0 ? <hr className="after-root" /> : null}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function continues(before: Message | undefined, message: Message): boolean {
  if (before === undefined || before.user !== message.user || message.ephemeral || before.ephemeral) return false;
  return (before.reply_count ?? 0) === 0 && Number(message.ts) - Number(before.ts) < together;
}
