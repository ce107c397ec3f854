/**
 * Several workspaces: the app's installations with their tokens sealed, and which workspace a channel was last heard from.
 * And who opened the App Home when, so that it follows what changes only for those who look at it.
 */
export const workspaces: readonly string[] = [
  `create table installation (
    id text primary key, sealed text not null, scopes text not null, installed_at bigint not null)`,
  'create table channel_team (channel text primary key, team text not null)',
  `create table home (
    team text not null, slack_user text not null, opened_at bigint not null, primary key (team, slack_user))`,
  'create index home_by_opened on home (opened_at)',
];
