import { useEffect, useRef } from 'react';
import { str, textOf } from './loose.ts';
import type { Json } from './model.ts';
import { useHere } from './slack.ts';

/** Slack's confirm dialog: title, text and two buttons. */
export function ConfirmDialog({ confirm, onDone }: { readonly confirm: Json; onDone(yes: boolean): void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { words } = useHere();
  useEffect(() => dialog.current?.showModal(), []);
  const answered = (yes: boolean) => () => {
    dialog.current?.close();
    onDone(yes);
  };
  return (
    <dialog ref={dialog} className="confirm" onCancel={answered(false)}>
      <h2>{textOf(confirm.title)}</h2>
      <p>{textOf(confirm.text)}</p>
      <footer>
        <button type="button" className="button" onClick={answered(false)}>
          {textOf(confirm.deny) || words.cancel}
        </button>
        <button type="button" className={`button ${str(confirm.style) || 'primary'}`} onClick={answered(true)}>
          {textOf(confirm.confirm) || 'OK'}
        </button>
      </footer>
    </dialog>
  );
}
