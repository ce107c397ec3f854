import { Checkboxes, Overflow, Radios } from './choices.tsx';
import { isObject, objects, str, textOf } from './loose.ts';
import type { Json } from './model.ts';
import { useHere } from './slack.ts';
import { type Props, useValue } from './value.ts';

type Render = (props: Props) => React.JSX.Element;

/** True for what holds a value; a button holds none. */
export function isInput(element: Json): boolean {
  return Object.hasOwn(kinds, str(element.type));
}

export function Input(props: Props) {
  const Kind = kinds[str(props.element.type)];
  return Kind === undefined ? null : <Kind {...props} />;
}

function TextInput(props: Props) {
  const { element, labelledBy } = props;
  const value = str(useValue(props).value);
  const common = {
    className: 'field',
    'aria-labelledby': labelledBy,
    placeholder: textOf(element.placeholder),
    value,
    maxLength: typeof element.max_length === 'number' ? element.max_length : 3000,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      props.onChosen({ type: element.type, value: event.target.value === '' ? null : event.target.value }),
  };
  return element.multiline === true ? (
    <textarea rows={4} {...common} />
  ) : (
    <input type={htmlType(element)} {...common} />
  );
}

function htmlType(element: Json): string {
  const types: Readonly<Record<string, string>> = {
    email_text_input: 'email',
    url_text_input: 'url',
    number_input: 'number',
  };
  return types[str(element.type)] ?? 'text';
}

function Select(props: Props) {
  const { element, labelledBy } = props;
  const { words } = useHere();
  const options = objects(element.options);
  const groups = objects(element.option_groups);
  const all = [...options, ...groups.flatMap((group) => objects(group.options))];
  const current = useValue(props).selected_option;
  return (
    <select
      className="field select"
      aria-labelledby={labelledBy}
      value={isObject(current) ? str(current.value) : ''}
      onChange={({ target }) => {
        const option = all.find(({ value }) => value === target.value) ?? null;
        props.onChosen({ type: element.type, selected_option: option });
      }}
    >
      <option value="" disabled={true}>
        {textOf(element.placeholder) || words.choose}
      </option>
      {options.map((option) => (
        <option key={str(option.value)} value={str(option.value)}>
          {textOf(option.text)}
        </option>
      ))}
      {groups.map((group) => (
        <optgroup key={textOf(group.label)} label={textOf(group.label)}>
          {objects(group.options).map((option) => (
            <option key={str(option.value)} value={str(option.value)}>
              {textOf(option.text)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** People or channels of the workspace, under the name that Slack's state gives them: `users_select` → `selected_user`. */
function Picker(props: Props) {
  const { workspace, words } = useHere();
  const what = str(props.element.type).replace('s_select', '');
  const field = `selected_${what}`;
  const items =
    what === 'user'
      ? workspace.people.map(({ id, realName }) => ({ id, name: realName }))
      : workspace.channels.map(({ id, name }) => ({ id, name: `#${name}` }));
  return (
    <select
      className="field select"
      aria-labelledby={props.labelledBy}
      value={str(useValue(props)[field])}
      onChange={({ target }) => props.onChosen({ type: props.element.type, [field]: target.value })}
    >
      <option value="" disabled={true}>
        {textOf(props.element.placeholder) || words.choose}
      </option>
      {items.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

function When(props: Props) {
  const type = props.element.type === 'datepicker' ? 'date' : 'time';
  const field = `selected_${type}`;
  return (
    <input
      className="field"
      type={type}
      aria-labelledby={props.labelledBy}
      value={str(useValue(props)[field])}
      onChange={({ target }) => props.onChosen({ type: props.element.type, [field]: target.value || null })}
    />
  );
}

const kinds: Readonly<Record<string, Render>> = {
  plain_text_input: TextInput,
  email_text_input: TextInput,
  url_text_input: TextInput,
  number_input: TextInput,
  static_select: Select,
  users_select: Picker,
  channels_select: Picker,
  conversations_select: Picker,
  radio_buttons: Radios,
  checkboxes: Checkboxes,
  datepicker: When,
  timepicker: When,
  overflow: Overflow,
};
