import { arrive } from './markup.ts';

/** Gives the travelling letters back their meaning in what is on the page. */
export function settle(root: Node): void {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.nodeValue ?? '';
    const meant = arrive(text);
    if (meant !== text) node.nodeValue = meant;
  }
}
