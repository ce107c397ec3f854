/** `2026-11-20 09:15–10:15 UTC (18:15–19:15 Asia/Tokyo)`; both days when they differ. */
export function spanText(from: string, to: string, timeZone: string): string {
  const utc = span(from, to, 'UTC');
  if (timeZone === 'UTC' || timeZone === 'Etc/UTC') return `${utc} UTC`;
  const local = span(from, to, timeZone);
  const short = local.slice(0, 10) === utc.slice(0, 10) ? local.slice(11) : local;
  return `${utc} UTC (${short} ${timeZone})`;
}

/** `2026-11-20 09:41 UTC (18:41 Asia/Tokyo)`. */
export function momentText(iso: string, timeZone: string): string {
  const utc = minute(iso, 'UTC');
  if (timeZone === 'UTC' || timeZone === 'Etc/UTC') return `${utc} UTC`;
  const local = minute(iso, timeZone);
  return `${utc} UTC (${local.slice(0, 10) === utc.slice(0, 10) ? local.slice(11) : local} ${timeZone})`;
}

function span(from: string, to: string, timeZone: string): string {
  const [start, end] = [minute(from, timeZone), minute(to, timeZone)];
  return start.slice(0, 10) === end.slice(0, 10) ? `${start}–${end.slice(11)}` : `${start} – ${end}`;
}

/** `2026-11-20 18:15` in the zone given: the same digits in both languages. */
function minute(iso: string, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Date(iso).toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
}
