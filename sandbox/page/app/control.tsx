import { useState } from 'react';
import { ConfirmDialog } from './confirm.tsx';
import { Input, isInput } from './input.tsx';
import { isObject, str, textOf } from './loose.ts';
import type { Json } from './model.ts';
import { useForm } from './press.ts';
import { useHere } from './slack.ts';

/** A button or a choice in a message: acting on it tells the bot, after a confirm dialog where there is one. */
export function Control({ blockId, element }: { readonly blockId: string; readonly element: Json }) {
  const form = useForm();
  const { words } = useHere();
  const [asked, ask] = useState<Json | undefined>();
  const [state, setState] = useState<{ readonly busy: boolean; readonly error?: string | undefined }>({ busy: false });

  async function press(chosen: Json): Promise<void> {
    setState({ busy: true });
    const { confirm: _, options: __, option_groups: ___, placeholder: ____, ...own } = element;
    const done = await form.press({ ...own, ...chosen, block_id: blockId, type: element.type });
    setState({ busy: false, error: done.ok ? undefined : done.error });
  }

  function act(chosen: Json): void {
    const open = str(element.url);
    if (open !== '') window.open(open, '_blank', 'noopener');
    if (isObject(element.confirm)) ask(chosen);
    else void press(chosen);
  }

  return (
    <span className="control">
      {isInput(element) ? (
        <Input
          element={element}
          blockId={blockId}
          onChosen={(chosen) => {
            form.set(blockId, str(element.action_id), chosen);
            act(chosen);
          }}
        />
      ) : (
        <Button element={element} busy={state.busy} onPress={() => act({})} />
      )}
      {state.error === undefined ? null : (
        <span className="control-error" role="alert">
          ⚠ {words.notAnswered(state.error)}
        </span>
      )}
      {asked === undefined || !isObject(element.confirm) ? null : (
        <ConfirmDialog
          confirm={element.confirm}
          onDone={(yes) => {
            ask(undefined);
            if (yes) void press(asked);
          }}
        />
      )}
    </span>
  );
}

function Button({ element, busy, onPress }: { readonly element: Json; readonly busy: boolean; onPress(): void }) {
  const style = str(element.style);
  return (
    <button
      type="button"
      className={`button ${style}`}
      data-action={str(element.action_id)}
      aria-label={str(element.accessibility_label) || undefined}
      aria-busy={busy}
      disabled={busy}
      onClick={onPress}
    >
      {withEmoji(textOf(element.text))}
      {str(element.url) === '' ? null : <span aria-hidden="true"> ↗</span>}
    </button>
  );
}

const emoji: Readonly<Record<string, string>> = {
  white_check_mark: '✅',
  arrows_counterclockwise: '🔄',
  rotating_light: '🚨',
  warning: '⚠️',
  page_facing_up: '📄',
  mag: '🔍',
  hourglass_flowing_sand: '⏳',
};

/** Buttons are plain text, in which Slack still shows emoji. */
function withEmoji(text: string): string {
  return text.replaceAll(/:([a-z_]+):/g, (whole, name: string) => emoji[name] ?? whole);
}
