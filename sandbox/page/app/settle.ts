import { arrive, arriveAddress } from './markup.ts';

/** Gives the travelling letters back their meaning in what is on the page. */
export function settle(root: Node): void {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.nodeValue ?? '';
    const meant = arrive(text);
    if (meant !== text) node.nodeValue = meant;
  }
  if (!(root instanceof Element)) return;
  for (const link of root.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href') ?? '';
    const meant = arriveAddress(href);
    if (meant !== href) link.setAttribute('href', meant);
  }
}
