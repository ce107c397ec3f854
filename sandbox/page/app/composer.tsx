import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Command } from './model.ts';
import { Shortcuts } from './shortcuts.tsx';
import { act, useHere } from './slack.ts';

interface Props {
  readonly channel: string;
  readonly threadTs?: string;
  readonly placeholder: string;
  /** Text that a suggestion put in; a new object each time. */
  readonly suggested?: { readonly text: string } | undefined;
}

export function Composer({ channel, threadTs, placeholder, suggested }: Props) {
  const { workspace, person, words } = useHere();
  const field = useRef<HTMLTextAreaElement>(null);
  const hints = useId();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (suggested === undefined) return;
    setText(suggested.text);
    field.current?.focus();
  }, [suggested]);

  const invite: Command = { command: '/invite', description: '', usageHint: `@${workspace.bot.name}` };
  const known = threadTs === undefined ? matching([...workspace.commands, invite], text) : [];

  async function send(): Promise<void> {
    if (text.trim() === '' || busy) return;
    setText('');
    setBusy(true);
    const done = await act('say', person.id, { channel, text, ...(threadTs !== undefined && { thread_ts: threadTs }) });
    setBusy(false);
    setFailed(!done.ok && done.error === 'offline');
  }

  function onKey(event: KeyboardEvent): void {
    // Enter that ends the writing of a Japanese word sends nothing.
    if (event.nativeEvent.isComposing) return;
    const completion = known[0];
    if (
      (event.key === 'Tab' || event.key === 'Enter') &&
      completion !== undefined &&
      !text.includes(' ') &&
      text !== completion.command
    ) {
      event.preventDefault();
      setText(`${completion.command} `);
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  }

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {known.length === 0 ? null : (
        <ul id={hints} className="hints" aria-label={words.commands}>
          {known.map(({ command, description, usageHint }) => (
            <li key={command}>
              <button type="button" className="hint-line" onClick={() => setText(`${command} `)}>
                <strong>{command}</strong> <span>{usageHint}</span>
                {description === '' ? null : <small>{description}</small>}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="box">
        {threadTs === undefined ? <Shortcuts type="global" label={words.shortcuts} sign="⚡" at={{ channel }} /> : null}
        <textarea
          ref={field}
          rows={1}
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          aria-describedby={known.length === 0 ? undefined : hints}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKey}
        />
        <button
          type="submit"
          className="send"
          disabled={text.trim() === '' || busy}
          aria-label={busy ? words.sending : words.send}
        >
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <path d="M2.5 3.2 18 10 2.5 16.8l1.7-5.6L11 10 4.2 8.8z" fill="currentColor" />
          </svg>
        </button>
      </div>
      {failed ? (
        <p className="control-error" role="alert">
          ⚠ {words.connecting}
        </p>
      ) : null}
    </form>
  );
}

/** Commands that begin with what is typed; once the command stands, only its own hint. */
function matching(commands: readonly Command[], text: string): readonly Command[] {
  if (!text.startsWith('/')) return [];
  const [first = ''] = text.split(' ');
  return commands.filter(({ command }) => (text.includes(' ') ? command === first : command.startsWith(first)));
}
