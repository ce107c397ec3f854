/** Outbox keys: one for each thing that the bot intends to say. */
export const keyOf = {
  runRoot: (run: string) => `${run}/root`,
  runLayer: (run: string, layer: string) => `${run}/layer/${layer}`,
  incidentRoot: (incident: string) => `${incident}/root`,
  alarmRoot: (incident: string) => `${incident}/alarm`,
  alarmLine: (incident: string, about: 'ok' | 'reminder' | 'list', nth: number | string) =>
    `${incident}/alarm/${about}/${nth}`,
  doctor: (run: string) => `${run}/root`,
  card: (card: string) => card,
  report: (incident: string, delivery: string, format: string) => `${incident}/report/${delivery}/${format}`,
  reply: (delivery: string) => `reply/${delivery}`,
  note: (subject: string, about: string) => `${subject}/note/${about}`,
  home: (team: string, user: string) => `home/${team}/${user}`,
  /** A message of somebody else, below which we write. */
  anchor: (channel: string, ts: string) => `message/${channel}/${ts}`,
  whole: (key: string) => `${key}/whole`,
  chart: (key: string) => `${key}/chart`,
};
