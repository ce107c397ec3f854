import { useEffect, useId, useRef, useState } from 'react';
import { Blocks } from './block-view.tsx';
import { Input } from './input.tsx';
import { isObject, objects, str, textOf } from './loose.ts';
import type { Json, View } from './model.ts';
import { type Form, FormContext, useForm, withValue } from './press.ts';
import { act, useHere } from './slack.ts';
import { initialValue } from './value.ts';
import type { Words } from './words.ts';

/** The modal that the bot opened: inputs, Slack's own checks of them, and the bot's inline errors. */
export function Modal({ view }: { readonly view: View }) {
  const { person, words, channel } = useHere();
  const dialog = useRef<HTMLDialogElement>(null);
  const [values, setValues] = useState<Form['values']>(() => initialValues(view.blocks, channel));
  const [errors, setErrors] = useState<Form['errors']>({});
  const [trouble, setTrouble] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);

  const form: Form = {
    values,
    errors,
    set: (blockId, actionId, value) => setValues((old) => withValue(old, blockId, actionId, value)),
    press: (element) => act('press', person.id, { view_id: view.id, element, state: values }),
  };

  async function submit(): Promise<void> {
    const missing = problems(view.blocks, values, words);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    const done = await act('submit', person.id, { view_id: view.id, state: values });
    setBusy(false);
    if (done.errors !== undefined) setErrors(done.errors);
    setTrouble(done.ok ? undefined : words.notAnswered(done.error ?? ''));
  }

  const close = (): void => void act('close', person.id, { view_id: view.id });
  return (
    <dialog
      ref={dialog}
      className="modal"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <FormContext value={form}>
        <form
          method="dialog"
          noValidate={true}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <header>
            <h2>{view.title.text}</h2>
            <button type="button" className="icon end" aria-label={words.cancel} onClick={close}>
              ✕
            </button>
          </header>
          <div className="modal-body">
            {view.blocks.map((block) =>
              block.type === 'input' ? (
                <Field key={str(block.block_id)} block={block} />
              ) : (
                <Blocks key={str(block.block_id)} blocks={[block]} />
              ),
            )}
            {trouble === undefined ? null : (
              <p className="control-error" role="alert">
                ⚠ {trouble}
              </p>
            )}
          </div>
          <footer>
            <button type="button" className="button" onClick={close}>
              {view.close?.text ?? words.cancel}
            </button>
            {view.submit === undefined ? null : (
              <button type="submit" className="button primary" disabled={busy} aria-busy={busy}>
                {view.submit.text}
              </button>
            )}
          </footer>
        </form>
      </FormContext>
    </dialog>
  );
}

function Field({ block }: { readonly block: Json }) {
  const form = useForm();
  const { words } = useHere();
  const id = useId();
  const blockId = str(block.block_id);
  const error = form.errors[blockId];
  if (!isObject(block.element)) return null;
  const element = block.element;
  return (
    <div className={error === undefined ? 'input-block' : 'input-block wrong'}>
      <span id={id} className="label">
        {textOf(block.label)} {block.optional === true ? <small>{words.optional}</small> : null}
      </span>
      <Input
        element={element}
        blockId={blockId}
        labelledBy={id}
        onChosen={(value) => {
          form.set(blockId, str(element.action_id), value);
          if (block.dispatch_action === true) void form.press({ ...element, ...value, block_id: blockId });
        }}
      />
      {error === undefined ? <small className="hint">{textOf(block.hint)}</small> : <small role="alert">{error}</small>}
    </div>
  );
}

function initialValues(blocks: readonly Json[], channel: string): Form['values'] {
  const values: Record<string, Record<string, Json>> = {};
  for (const block of blocks) {
    const elements = isObject(block.element) ? [block.element] : objects(block.elements);
    for (const element of elements.filter(({ type }) => type !== 'button')) {
      values[str(block.block_id)] = {
        ...values[str(block.block_id)],
        [str(element.action_id)]: initialValue(element, channel),
      };
    }
  }
  return values;
}

/** What Slack itself asks for before the bot hears anything, by block. */
function problems(blocks: readonly Json[], values: Form['values'], words: Words): Record<string, string> {
  const found = blocks.map((block) => [str(block.block_id), problem(block, values, words)] as const);
  return Object.fromEntries(found.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

function problem(block: Json, values: Form['values'], words: Words): string | undefined {
  if (block.type !== 'input' || !isObject(block.element)) return undefined;
  const value = values[str(block.block_id)]?.[str(block.element.action_id)] ?? {};
  if (isEmpty(value)) return block.optional === true ? undefined : words.required;
  const min = typeof block.element.min_length === 'number' ? block.element.min_length : 0;
  return str(value.value).length < min ? words.tooShort(min) : undefined;
}

function isEmpty({ type: _, ...value }: Json): boolean {
  return Object.values(value).every((one) => one === null || one === '' || (Array.isArray(one) && one.length === 0));
}
