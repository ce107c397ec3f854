import { useEffect, useId, useRef, useState } from 'react';
import type { Shortcut } from './model.ts';
import { act, useHere } from './slack.ts';

interface Props {
  readonly type: Shortcut['type'];
  readonly label: string;
  readonly sign: string;
  /** Where it was called: for a message its own place too. */
  readonly at: { readonly channel: string; readonly ts?: string };
}

/** A button that opens the list of the app's shortcuts of one kind; nothing where there are none. */
export function Shortcuts({ type, label, sign, at }: Props) {
  const { workspace, person, words } = useHere();
  const [open, setOpen] = useState<'up' | 'down' | undefined>();
  const [trouble, setTrouble] = useState<string | undefined>();
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();
  const known = (workspace.shortcuts ?? []).filter((one) => one.type === type);
  useEffect(() => {
    if (open === undefined) return;
    const shut = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
      if (event instanceof PointerEvent && menu.current?.contains(event.target as Node)) return;
      setOpen(undefined);
    };
    window.addEventListener('pointerdown', shut);
    window.addEventListener('keydown', shut);
    return () => {
      window.removeEventListener('pointerdown', shut);
      window.removeEventListener('keydown', shut);
    };
  }, [open]);
  if (known.length === 0) return null;

  async function call({ callbackId }: Shortcut): Promise<void> {
    setOpen(undefined);
    const done = await act('shortcut', person.id, { callback_id: callbackId, ...at });
    setTrouble(done.ok ? undefined : words.notAnswered(done.error ?? ''));
  }

  return (
    <div className={`shortcuts on-${type}`} ref={menu}>
      <button
        type="button"
        className="icon"
        aria-label={label}
        title={label}
        aria-expanded={open !== undefined}
        aria-controls={id}
        onClick={() => setOpen(open === undefined ? sideOf(menu.current) : undefined)}
      >
        {sign}
      </button>
      {open === undefined ? null : (
        <ul id={id} className={`hints ${open}`} aria-label={label}>
          {known.map((shortcut) => (
            <li key={shortcut.callbackId}>
              <button
                type="button"
                className="hint-line"
                data-shortcut={shortcut.callbackId}
                onClick={() => void call(shortcut)}
              >
                <strong>{shortcut.name}</strong>
                {shortcut.description === '' ? null : <small>{shortcut.description}</small>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {trouble === undefined ? null : (
        <span className="control-error" role="alert">
          ⚠ {trouble}
        </span>
      )}
    </div>
  );
}

const menuHeight = 160;

/** Where the list has room: below, but for messages at the end of the page. */
function sideOf(element: HTMLElement | null): 'up' | 'down' {
  const bottom = element?.getBoundingClientRect().bottom ?? 0;
  return bottom + menuHeight > window.innerHeight - 80 ? 'up' : 'down';
}
