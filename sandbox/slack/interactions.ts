import { type BotAddress, deliverForm } from './deliver.ts';
import { SlackError } from './errors.ts';
import { isObject, type Json, objects, parse, text } from './json.ts';
import { popView, pushView, topView, updateView } from './methods/views.ts';
import type { Message, OpenView, Person } from './model.ts';
import type { Passes } from './passes.ts';
import { apiMessage, apiView } from './present.ts';
import { applyReply } from './reply.ts';
import { bot as app, slackbot } from './seed.ts';
import type { Workspace } from './workspace.ts';

/** What the person who pressed or typed is told by Slack itself. */
export type Done = { readonly ok: true; readonly errors?: Json } | { readonly ok: false; readonly error: string };

export interface Slack {
  readonly workspace: Workspace;
  readonly passes: Passes;
  readonly bot: BotAddress;
  readonly now: () => number;
  readonly url: () => string;
  /** What the app subscribed to. */
  readonly events: ReadonlySet<string>;
}

const verificationToken = 'sandbox-verification-token';

/** A slash command typed in a channel (Slack takes none in threads). */
export async function slashCommand(
  slack: Slack,
  person: Person,
  channel: string,
  command: string,
  words: string,
): Promise<Done> {
  const pass = { channel, user: person.id, threadTs: undefined, original: undefined };
  const answer = await deliverForm(
    slack.bot,
    {
      token: verificationToken,
      team_id: slack.workspace.team.id,
      team_domain: slack.workspace.team.domain,
      channel_id: channel,
      channel_name: slack.workspace.channels.get(channel)?.name ?? 'directmessage',
      user_id: person.id,
      user_name: person.name,
      command,
      text: words,
      api_app_id: app.appId,
      is_enterprise_install: 'false',
      response_url: slack.url() + slack.passes.reply(pass, 'commands'),
      trigger_id: slack.passes.trigger(person.id),
    },
    slack.now(),
  );
  if (!answer.ok) {
    const said = `\`${command}\` failed with the error "${answer.error}"`;
    slack.workspace.post({ channel, user: slackbot, text: said, onlyFor: person.id });
    return { ok: false, error: answer.error };
  }
  const body = answer.body.trim();
  if (body !== '') applyReply(slack.workspace, pass, answerBody(body));
  return { ok: true };
}

/** The answer to a command may be JSON or bare text. */
function answerBody(body: string): Json {
  const parsed = parse(body);
  return isObject(parsed) ? parsed : { text: body };
}

/** `element` is the pressed one as the page knows it: action_id, block_id, type and what was chosen. */
export async function pressInMessage(
  slack: Slack,
  person: Person,
  message: Message,
  element: Json,
  state: Json,
): Promise<Done> {
  const pass = {
    channel: message.channel,
    user: person.id,
    // Slack answers in the channel, even to a press in a thread, unless the body names the thread.
    threadTs: undefined,
    original: message,
  };
  const ephemeral = message.onlyFor !== undefined;
  const payload = {
    ...basics(slack, person),
    type: 'block_actions',
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: ephemeral,
      ...(message.threadTs !== undefined && { thread_ts: message.threadTs }),
    },
    channel: { id: message.channel, name: slack.workspace.channels.get(message.channel)?.name },
    ...(!ephemeral && { message: apiMessage(slack.workspace, message, false) }),
    state: { values: state },
    response_url: slack.url() + slack.passes.reply(pass, 'actions'),
    actions: [{ ...element, action_ts: slack.workspace.nextTs() }],
  };
  return outcome(await deliverForm(slack.bot, { payload: JSON.stringify(payload) }, slack.now()));
}

export async function pressInView(
  slack: Slack,
  person: Person,
  open: OpenView,
  element: Json,
  state: Json,
): Promise<Done> {
  const view = apiView(open, state);
  const payload = {
    ...basics(slack, person),
    type: 'block_actions',
    container: { type: 'view', view_id: open.id },
    view,
    actions: [{ ...element, action_ts: slack.workspace.nextTs() }],
  };
  return outcome(await deliverForm(slack.bot, { payload: JSON.stringify(payload) }, slack.now()));
}

export async function submitView(slack: Slack, person: Person, open: OpenView, state: Json): Promise<Done> {
  const payload = {
    ...basics(slack, person),
    type: 'view_submission',
    view: apiView(open, state),
    response_urls: urlsFor(slack, person, open, state),
  };
  const answer = await deliverForm(slack.bot, { payload: JSON.stringify(payload) }, slack.now());
  if (!answer.ok) return { ok: false, error: answer.error };
  return applyViewAnswer(slack.workspace, person, open, parse(answer.body));
}

/** A response_url for each channel that was chosen where the app asked for one. */
function urlsFor(slack: Slack, person: Person, open: OpenView, state: Json): readonly Json[] {
  return objects(open.view.blocks).flatMap((block) => {
    const { element } = block;
    if (!isObject(element) || element.response_url_enabled !== true) return [];
    const values = state[String(block.block_id)];
    const chosen = isObject(values) ? values[String(element.action_id)] : undefined;
    const channel = isObject(chosen)
      ? (text(chosen.selected_conversation) ?? text(chosen.selected_channel))
      : undefined;
    if (channel === undefined) return [];
    const pass = { channel, user: person.id, threadTs: undefined, original: undefined };
    const response_url = slack.url() + slack.passes.reply(pass, 'commands');
    return [{ block_id: block.block_id, action_id: element.action_id, channel_id: channel, response_url }];
  });
}

/** An entry of the lightning menu. */
export async function globalShortcut(slack: Slack, person: Person, callbackId: string): Promise<Done> {
  const payload = {
    ...basics(slack, person),
    type: 'shortcut',
    callback_id: callbackId,
    action_ts: slack.workspace.nextTs(),
  };
  return outcome(await deliverForm(slack.bot, { payload: JSON.stringify(payload) }, slack.now()));
}

/** An entry of a message's own menu. */
export async function messageShortcut(
  slack: Slack,
  person: Person,
  callbackId: string,
  message: Message,
): Promise<Done> {
  const pass = { channel: message.channel, user: person.id, threadTs: undefined, original: undefined };
  const payload = {
    ...basics(slack, person),
    type: 'message_action',
    callback_id: callbackId,
    action_ts: slack.workspace.nextTs(),
    message_ts: message.ts,
    channel: { id: message.channel, name: slack.workspace.channels.get(message.channel)?.name },
    message: apiMessage(slack.workspace, message, false),
    response_url: slack.url() + slack.passes.reply(pass, 'actions'),
  };
  return outcome(await deliverForm(slack.bot, { payload: JSON.stringify(payload) }, slack.now()));
}

/** The close button of a modal; the bot hears of it where it asked to. */
export async function closeView(slack: Slack, person: Person, open: OpenView): Promise<Done> {
  popView(slack.workspace, person.id, false);
  if (open.view.notify_on_close !== true) return { ok: true };
  const payload = { ...basics(slack, person), type: 'view_closed', view: apiView(open), is_cleared: false };
  return outcome(await deliverForm(slack.bot, { payload: JSON.stringify(payload) }, slack.now()));
}

function applyViewAnswer(workspace: Workspace, person: Person, open: OpenView, answer: unknown): Done {
  const action = isObject(answer) ? answer : {};
  try {
    switch (text(action.response_action)) {
      case 'errors':
        return { ok: true, errors: isObject(action.errors) ? action.errors : {} };
      case 'update':
        updateView(workspace, open, action.view);
        return { ok: true };
      case 'push':
        pushView(workspace, person.id, action.view);
        return { ok: true };
      default:
        // A view that the bot replaced in the meantime is not the one that closes.
        if (topView(workspace, person.id)?.id === open.id)
          popView(workspace, person.id, action.response_action === 'clear');
        return { ok: true };
    }
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: error.error };
    throw error;
  }
}

function basics(slack: Slack, person: Person): Json {
  const { team } = slack.workspace;
  return {
    user: { id: person.id, username: person.name, name: person.name, team_id: team.id },
    api_app_id: app.appId,
    token: verificationToken,
    trigger_id: slack.passes.trigger(person.id),
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function outcome(answer: { readonly ok: boolean; readonly error?: string }): Done {
  return answer.ok ? { ok: true } : { ok: false, error: answer.error ?? 'dispatch_failed' };
}
