/**
 * Several workspaces: the app's installations with their tokens sealed, and which of them speaks where (by channel or person).
 * And who opened the App Home when, so that it follows what changes only for those who look at it.
 */
export const workspaces: readonly string[] = [
  `create table installation (
    id text primary key, sealed text not null, scopes text not null, installed_at bigint not null)`,
  'create table workspace_of (place text primary key, installation text not null)',
  `create table home (
    team text not null, slack_user text not null, opened_at bigint not null, primary key (team, slack_user))`,
  'create index home_by_opened on home (opened_at)',
];
