/** The scopes that the bot works with, as the manifest asks for them (a test compares the two). */
export const neededScopes: readonly string[] = [
  'channels:history',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
  'users:read',
];
