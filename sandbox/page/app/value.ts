import { str } from './loose.ts';
import type { Json } from './model.ts';
import { useForm } from './press.ts';

/** What every input takes. `onChosen` gets Slack's state object. */
export interface Props {
  readonly element: Json;
  readonly blockId: string;
  readonly labelledBy?: string;
  onChosen(value: Json): void;
}

/** Slack's state object of an element before anybody touched it. `channel`: the conversation that is open. */
export function initialValue(element: Json, channel?: string): Json {
  const type = str(element.type);
  const given = Object.fromEntries(
    initials.filter(([from]) => element[from] !== undefined).map(([from, to]) => [to, element[from]]),
  );
  const isHere = element.default_to_current_conversation === true && channel !== undefined;
  return { type, ...(isHere && { selected_conversation: channel }), ...given };
}

const initials = [
  ['initial_value', 'value'],
  ['initial_option', 'selected_option'],
  ['initial_options', 'selected_options'],
  ['initial_user', 'selected_user'],
  ['initial_channel', 'selected_channel'],
  ['initial_conversation', 'selected_conversation'],
  ['initial_date', 'selected_date'],
  ['initial_time', 'selected_time'],
] as const;

/** What is chosen now. */
export function useValue({ element, blockId }: Props): Json {
  return useForm().values[blockId]?.[str(element.action_id)] ?? initialValue(element);
}
