import { createContext, useContext } from 'react';
import type { Json } from './model.ts';
import type { Done } from './slack.ts';

/** Where controls stand: in a message or in a modal. `values` is Slack's `state.values`. */
export interface Form {
  readonly values: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly errors: Readonly<Record<string, string>>;
  set(blockId: string, actionId: string, value: Json): void;
  /** Tells the bot. `value` goes along as just set. */
  press(element: Json): Promise<Done>;
}

export const FormContext = createContext<Form | undefined>(undefined);

export function useForm(): Form {
  const form = useContext(FormContext);
  if (form === undefined) throw new Error('a control outside of a form');
  return form;
}

/** The values with one changed. */
export function withValue(values: Form['values'], blockId: string, actionId: string, value: Json): Form['values'] {
  return { ...values, [blockId]: { ...values[blockId], [actionId]: value } };
}
