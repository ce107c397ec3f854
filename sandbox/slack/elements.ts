import { limits } from './limits.ts';
import { anything, bool, byType, type Fields, listOf, number, oneOf, type Shape, shape, string } from './shapes.ts';

export function plain(max: number): Shape {
  return byType({ plain_text: shape({ text: string(max) }, { emoji: bool }) });
}

export function anyText(max: number): Shape {
  return byType({
    plain_text: shape({ text: string(max) }, { emoji: bool }),
    mrkdwn: shape({ text: string(max) }, { verbatim: bool }),
  });
}

export const id = string(limits.id);

const confirm = shape(
  { title: plain(limits.confirm.title), text: anyText(limits.confirm.text) },
  { confirm: plain(limits.confirm.button), deny: plain(limits.confirm.button), style: oneOf('primary', 'danger') },
);

const option = shape(
  { text: anyText(limits.select.optionText), value: string(limits.select.optionValue) },
  { description: anyText(limits.select.optionText), url: string(limits.button.url) },
);

const options = listOf(option, limits.select.options);
const groups = listOf(
  shape({ label: plain(limits.select.optionText), options: listOf(option, limits.select.options) }),
  limits.select.groups,
);
const choices = listOf(option, limits.choices);

const common: Fields = { action_id: id, confirm, focus_on_load: bool };
const withPlaceholder: Fields = { ...common, placeholder: plain(limits.select.placeholder) };
const initial: Fields = {
  initial_option: option,
  initial_options: listOf(option, limits.select.options),
  initial_user: id,
  initial_users: listOf(id, 100),
  initial_channel: id,
  initial_conversation: id,
  max_selected_items: number(1, 100),
  response_url_enabled: bool,
  default_to_current_conversation: bool,
  filter: anything,
  min_query_length: number(0, 1000),
};
const picker = shape({}, { ...withPlaceholder, ...initial });
const staticSelect = shape({}, { ...withPlaceholder, ...initial, options, option_groups: groups }, [
  'options',
  'option_groups',
]);
const date = shape(
  {},
  { ...withPlaceholder, initial_date: string(10), initial_time: string(5), timezone: string(100) },
);

function textInput(extra: Fields = {}): Shape {
  return shape(
    {},
    {
      ...withPlaceholder,
      initial_value: string(limits.input.maxLength, 0),
      dispatch_action_config: anything,
      ...extra,
    },
  );
}

export const image = shape(
  { alt_text: string(limits.image.alt) },
  { image_url: string(limits.image.url), slack_file: anything },
  ['image_url', 'slack_file'],
);

/** Everything that people can press, choose or fill in. */
export const interactive: Fields = {
  button: shape(
    { text: plain(limits.button.text) },
    {
      ...common,
      value: string(limits.button.value),
      url: string(limits.button.url),
      style: oneOf('primary', 'danger'),
      accessibility_label: string(limits.button.accessibilityLabel),
    },
  ),
  static_select: staticSelect,
  multi_static_select: staticSelect,
  users_select: picker,
  multi_users_select: picker,
  channels_select: picker,
  multi_channels_select: picker,
  conversations_select: picker,
  multi_conversations_select: picker,
  external_select: picker,
  overflow: shape({ options: listOf(option, limits.overflow) }, common),
  radio_buttons: shape({ options: choices }, { ...common, initial_option: option }),
  checkboxes: shape({ options: choices }, { ...common, initial_options: choices }),
  datepicker: date,
  timepicker: date,
  datetimepicker: shape({}, { ...common, initial_date_time: number(0, 9_999_999_999) }),
};

export const inputs: Fields = {
  ...interactive,
  plain_text_input: textInput({
    multiline: bool,
    min_length: number(0, limits.input.maxLength),
    max_length: number(1, limits.input.maxLength),
  }),
  email_text_input: textInput(),
  url_text_input: textInput(),
  number_input: shape(
    { is_decimal_allowed: bool },
    { ...withPlaceholder, initial_value: string(50), min_value: string(50), max_value: string(50) },
  ),
};
