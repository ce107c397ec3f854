/** What `/502 doctor` found and waits for, and the presses that the doctor made itself. */
export const doctor: readonly string[] = [
  `create table doctor_run (
    id text primary key,
    state text not null check (state in ('running', 'waiting', 'done')),
    channel text not null,
    target text,
    lang text not null,
    requested_by text not null,
    found text not null,
    press_by bigint,
    pressed_at bigint,
    pressed_by text,
    created_at bigint not null
  )`,
  'create table doctor_ping (nonce text primary key, heard_at bigint not null)',
];
