import { useId } from 'react';
import { isObject, objects, str, textOf } from './loose.ts';
import type { Json } from './model.ts';
import { type Props, useValue } from './value.ts';

export function Radios(props: Props) {
  const name = useId();
  const current = useValue(props).selected_option;
  return (
    <span className="choices">
      {objects(props.element.options).map((option) => (
        <label key={str(option.value)}>
          <input
            type="radio"
            name={name}
            checked={isObject(current) && current.value === option.value}
            onChange={() => props.onChosen({ type: props.element.type, selected_option: option })}
          />
          <Choice option={option} />
        </label>
      ))}
    </span>
  );
}

export function Checkboxes(props: Props) {
  const current = objects(useValue(props).selected_options);
  const toggle = (option: Json): Json[] =>
    current.some(({ value }) => value === option.value)
      ? current.filter(({ value }) => value !== option.value)
      : [...current, option];
  return (
    <span className="choices">
      {objects(props.element.options).map((option) => (
        <label key={str(option.value)}>
          <input
            type="checkbox"
            checked={current.some(({ value }) => value === option.value)}
            onChange={() => props.onChosen({ type: props.element.type, selected_options: toggle(option) })}
          />
          <Choice option={option} />
        </label>
      ))}
    </span>
  );
}

function Choice({ option }: { readonly option: Json }) {
  const description = textOf(option.description);
  return (
    <span>
      {textOf(option.text)}
      {description === '' ? null : <small>{description}</small>}
    </span>
  );
}

/** An overflow menu holds nothing: choosing acts at once. */
export function Overflow(props: Props) {
  const options = objects(props.element.options);
  return (
    <select
      className="field overflow"
      aria-label="…"
      value=""
      onChange={({ target }) => {
        const option = options.find(({ value }) => value === target.value);
        if (option !== undefined) props.onChosen({ type: 'overflow', selected_option: option });
      }}
    >
      <option value="">⋯</option>
      {options.map((option) => (
        <option key={str(option.value)} value={str(option.value)}>
          {textOf(option.text)}
        </option>
      ))}
    </select>
  );
}
