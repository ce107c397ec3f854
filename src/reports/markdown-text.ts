/** Text that must stay text: nothing in it becomes a link, an image, HTML, a heading or a table cell's end. */
export function markdown(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[\\`*_[\]<>|#~!]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/\b(https?):\/\//gi, '$1:\u200b//')
    .trim();
}
