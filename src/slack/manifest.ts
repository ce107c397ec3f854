/**
 * What the app is at Slack: its commands, shortcuts, events and scopes, each with its reason. The manifests are made from
 * this, and the listeners take their names from it.
 */
export const callbackIds = { check: 'check-load-balancer', diagnose: 'diagnose-message' } as const;

export const slashCommands = [
  {
    command: '/502',
    description: 'Look at a load balancer, work on an incident, get its report',
    usage_hint: 'check my-alb [60m] | help | explain ID | incident open|status|resolve | report | doctor',
  },
] as const;

export const shortcuts = [
  {
    name: 'Check a load balancer',
    type: 'global',
    callback_id: callbackIds.check,
    description: 'Find out who made the 502s, and why',
  },
  {
    name: 'Diagnose this',
    type: 'message',
    callback_id: callbackIds.diagnose,
    description: 'Check the load balancer that an alarm or a message names',
  },
] as const;

export const botEvents = [
  { event: 'app_home_opened', why: 'to fill the Home tab of whoever opens it' },
  { event: 'app_uninstalled', why: 'to forget the tokens of a workspace that removed the app' },
  { event: 'tokens_revoked', why: 'to forget tokens that no longer hold' },
] as const;

/** `methods`: the calls of the Web API that need it. */
export interface Scope {
  readonly scope: string;
  readonly why: string;
  readonly methods: readonly string[];
}

export const scopes: readonly Scope[] = [
  { scope: 'channels:history', why: 'to look for a post of our own before it is posted again', methods: history() },
  {
    scope: 'channels:read',
    why: 'to show in Home only incidents of channels that the person is in, and to find the workspace of a channel',
    methods: ['users.conversations', 'conversations.info'],
  },
  {
    scope: 'chat:write',
    why: 'to post, edit and answer',
    methods: ['chat.postMessage', 'chat.update', 'chat.delete', 'chat.postEphemeral'],
  },
  { scope: 'commands', why: 'to hear /502 and the shortcuts', methods: [] },
  {
    scope: 'files:write',
    why: 'to put reports, charts and long answers into the thread',
    methods: ['files.getUploadURLExternal', 'files.completeUploadExternal'],
  },
  { scope: 'groups:history', why: 'the same in private channels that it is invited to', methods: history() },
  {
    scope: 'groups:read',
    why: 'the same for private channels that both are in',
    methods: ['users.conversations', 'conversations.info'],
  },
  { scope: 'users:read', why: 'to answer privately in the language of the person', methods: ['users.info'] },
];

function history(): readonly string[] {
  return ['conversations.history', 'conversations.replies'];
}

/** Calls that need no scope, only a token. */
export const scopeless: readonly string[] = ['auth.test', 'chat.getPermalink', 'views.open', 'views.publish'];

export type Connection = { readonly mode: 'http'; readonly url: string } | { readonly mode: 'socket' };

/** `url`: where the world reaches the bot, without a slash at the end. */
export function manifestOf(connection: Connection) {
  const isHttp = connection.mode === 'http';
  const events = isHttp ? `${connection.url}/slack/events` : undefined;
  return {
    $schema: 'https://raw.githubusercontent.com/slackapi/manifest-schema/main/manifest.schema.json',
    _metadata: { major_version: 1 },
    display_information: {
      name: '502',
      description: 'Says who made the 502s behind your load balancer, why, and what to do.',
      background_color: '#1f2937',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: false, messages_tab_read_only_enabled: true },
      bot_user: { display_name: '502', always_online: true },
      shortcuts: shortcuts.map((shortcut) => ({ ...shortcut })),
      slash_commands: slashCommands.map(({ command, ...rest }) => ({
        command,
        ...(events === undefined ? {} : { url: events }),
        ...rest,
        should_escape: false,
      })),
    },
    oauth_config: {
      ...(isHttp ? { redirect_urls: [`${connection.url}/slack/oauth_redirect`] } : {}),
      scopes: { bot: scopes.map(({ scope }) => scope) },
    },
    settings: {
      event_subscriptions: {
        ...(events === undefined ? {} : { request_url: events }),
        bot_events: botEvents.map(({ event }) => event),
      },
      interactivity: { is_enabled: true, ...(events === undefined ? {} : { request_url: events }) },
      org_deploy_enabled: false,
      socket_mode_enabled: !isHttp,
      token_rotation_enabled: false,
    },
  };
}
