import type { types } from '@slack/bolt';
import type { Lang } from '../../domain/text.ts';
import { tell } from '../../messages/say.ts';
import { choice, type FormNote, form, option, plain } from './forms.ts';
import { limits } from './limits.ts';

export interface CheckFormOptions {
  readonly notes: FormNote;
  /** Load balancers to choose from: those that a message names, or that were looked at lately. */
  readonly known: readonly string[];
  /** The answer goes into the channel that is chosen; not asked for where a message's thread is meant. */
  readonly asksChannel: boolean;
  /** A sentence above the fields. */
  readonly why?: string;
}

export const checkWindows = ['15', '60', '180', '720', '1440'] as const;
const DEFAULT_WINDOW = 1;

/** Asks what to check, how far back and where to say it. */
export function checkForm(lang: Lang, { notes, known, asksChannel, why }: CheckFormOptions): types.ModalView {
  const windows = checkWindows.map((minutes) => option(tell(lang, `home/form/window/${minutes}`), minutes));
  return form(lang, 'check', 'home/form/title', 'home/form/submit', notes, [
    ...(why === undefined ? [] : [{ type: 'section' as const, text: plain(why, limits.text) }]),
    ...(known.length === 0 ? [] : [recent(lang, known)]),
    typed(lang, known.length > 0),
    choice(lang, 'window', 'home/form/window', windows, DEFAULT_WINDOW),
    ...(asksChannel ? [channel(lang)] : []),
  ]);
}

function recent(lang: Lang, known: readonly string[]): types.KnownBlock {
  const options = [...new Set(known.map(shortOf))].map((one) => option(one, one));
  const [first] = options;
  return {
    type: 'input',
    block_id: 'recent',
    optional: true,
    label: plain(tell(lang, 'home/form/recent'), limits.inputLabel),
    element: {
      type: 'static_select',
      action_id: 'value',
      options: options.slice(0, limits.options),
      placeholder: plain(tell(lang, 'home/form/recent-placeholder'), limits.placeholder),
      ...(first === undefined || options.length > 1 ? {} : { initial_option: first }),
    },
  };
}

/** An option holds 75 characters and an ARN more: then the name in it, which is asked about where two have the same. */
function shortOf(target: string): string {
  return target.length <= limits.optionValue ? target : (target.split('/')[2] ?? target.slice(0, limits.optionValue));
}

function typed(lang: Lang, isSecond: boolean): types.KnownBlock {
  return {
    type: 'input',
    block_id: 'target',
    optional: isSecond,
    ...(isSecond ? { hint: plain(tell(lang, 'home/form/one-needed'), limits.inputLabel) } : {}),
    label: plain(tell(lang, isSecond ? 'home/form/target-else' : 'home/form/target'), limits.inputLabel),
    element: {
      type: 'plain_text_input',
      action_id: 'value',
      max_length: 300,
      placeholder: plain(tell(lang, 'home/form/target-placeholder'), limits.placeholder),
    },
  };
}

function channel(lang: Lang): types.KnownBlock {
  return {
    type: 'input',
    block_id: 'channel',
    label: plain(tell(lang, 'home/form/channel'), limits.inputLabel),
    element: {
      type: 'conversations_select',
      action_id: 'value',
      default_to_current_conversation: true,
      response_url_enabled: true,
      filter: { include: ['public', 'private'], exclude_bot_users: true },
    },
  };
}
