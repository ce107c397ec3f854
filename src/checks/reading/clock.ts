/** `09:41 UTC`, with the date where it is not the day of the window's end. */
export function clock(iso: string, to?: string): string {
  const [day = '', time = ''] = iso.split('T');
  const short = `${time.slice(0, 5)} UTC`;
  return to === undefined || to.startsWith(day) ? short : `${day} ${short}`;
}
