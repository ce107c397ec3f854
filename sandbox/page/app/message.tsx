import { useState } from 'react';
import { Blocks } from './block-view.tsx';
import { FileCard } from './file-card.tsx';
import type { Json, Message } from './model.ts';
import { type Form, FormContext, withValue } from './press.ts';
import { Shortcuts } from './shortcuts.tsx';
import { act, author, timeOf, useHere } from './slack.ts';

export function Avatar({ user, small = false }: { readonly user: string; readonly small?: boolean }) {
  const { workspace } = useHere();
  const { name, kind, colour } = author(workspace, user);
  const letters = kind === 'bot' ? '502' : name.slice(0, 1);
  return (
    <span
      className={`avatar ${kind} ${small ? 'small' : ''}`}
      style={{ background: kind === 'bot' ? 'linear-gradient(135deg, #5e56a8, #312e4e)' : colour }}
      aria-hidden="true"
    >
      {letters}
    </span>
  );
}

interface Props {
  readonly message: Message;
  /** Follows a message of the same author: no name again. */
  readonly continued?: boolean;
  readonly inThread?: boolean;
}

export function MessageView({ message, continued = false, inThread = false }: Props) {
  const { workspace, person, words } = useHere();
  const { name, kind } = author(workspace, message.user);
  const time = timeOf(message.ts, person);
  const classes = ['message', continued ? 'continued' : '', message.ephemeral ? 'ephemeral' : ''].join(' ');
  return (
    <article className={classes} data-ts={message.ts} aria-label={`${name}, ${time}`}>
      {message.ephemeral ? <p className="only-you">👁 {words.onlyYou}</p> : null}
      <div className="gutter">{continued ? <time>{time}</time> : <Avatar user={message.user} />}</div>
      <div className="content">
        {continued ? null : (
          <header>
            <strong>{name}</strong>
            {kind === 'bot' ? <span className="badge">{words.app}</span> : null}
            <time className="said-at">{time}</time>
          </header>
        )}
        <Body message={message} />
        {message.edited === undefined ? null : <small className="edited">{words.edited}</small>}
        {message.files.map((file) => (
          <FileCard key={file.id} file={file} />
        ))}
        <Reactions message={message} />
        {inThread ? null : <ThreadBar message={message} />}
      </div>
      {message.ephemeral ? null : (
        <Shortcuts
          type="message"
          label={words.messageShortcuts}
          sign="⋯"
          at={{ channel: message.channel, ts: message.ts }}
        />
      )}
    </article>
  );
}

/** The blocks where there are any, else the text; both go the same way. */
function Body({ message }: { readonly message: Message }) {
  const { person, follow } = useHere();
  const [values, setValues] = useState<Form['values']>({});
  const form: Form = {
    values,
    errors: {},
    set: (blockId, actionId, value) => setValues((old) => withValue(old, blockId, actionId, value)),
    press: (element) =>
      act('press', person.id, { channel: message.channel, ts: message.ts, element, state: stateWith(values, element) }),
  };
  const blocks = message.blocks ?? (message.text === '' ? [] : [asBlock(message.text)]);
  return (
    <FormContext value={form}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: links inside are reached and pressed by the keyboard as always */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only listens to the links inside */}
      <div
        className="blocks"
        onClick={(event) => {
          const link = event.target instanceof Element ? event.target.closest('a') : null;
          if (link !== null && follow(link.href)) event.preventDefault();
        }}
      >
        <Blocks blocks={blocks} />
      </div>
    </FormContext>
  );
}

function asBlock(text: string): Json {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

/** The state as it is after this choice, which React has not stored yet. */
function stateWith(values: Form['values'], { block_id, action_id, ...element }: Json): Form['values'] {
  return element.type === 'button' ? values : withValue(values, String(block_id), String(action_id), element);
}

function Reactions({ message }: { readonly message: Message }) {
  if (message.reactions === undefined) return null;
  return (
    <p className="reactions">
      {message.reactions.map(({ name, count }) => (
        <span key={name}>
          :{name}: {count}
        </span>
      ))}
    </p>
  );
}

function ThreadBar({ message }: { readonly message: Message }) {
  const { person, words, openThread } = useHere();
  if (message.reply_count === undefined || message.reply_count === 0) return null;
  return (
    <button type="button" className="thread-bar" onClick={() => openThread(message)}>
      {message.reply_users?.slice(0, 4).map((user) => (
        <Avatar key={user} user={user} small={true} />
      ))}
      <strong>{words.replies(message.reply_count)}</strong>
      {message.latest_reply === undefined ? null : <span>{words.lastReply(timeOf(message.latest_reply, person))}</span>}
      <span className="chevron" aria-hidden="true">
        ›
      </span>
    </button>
  );
}
