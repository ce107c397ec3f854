import type { Hop } from '../domain/resource.ts';

/** `shop-alb → shop-api, shop-web → shop/api, shop/web`: what stands side by side is of the same kind. */
export function pathText(path: readonly Hop[]): string {
  const kinds = [...new Set(path.map(({ kind }) => kind))];
  return kinds
    .map((kind) =>
      path
        .filter((hop) => hop.kind === kind)
        .map(({ name }) => name)
        .join(', '),
    )
    .join(' → ');
}
