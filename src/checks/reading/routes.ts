/** `GET /api/orders/{id}` and `/api/orders/42`: the same route, whatever stands for ids. */
export function sameRoute(one: string, other: string): boolean {
  return shape(one) === shape(other);
}

function shape(route: string): string {
  return route
    .replace(/^[A-Z]+ +/, '')
    .replace(/\?.*$/, '')
    .split('/')
    .map((part) => (/^\{.*\}$|^:|^\d+$|^[0-9a-f-]{16,}$|^[*#]$/i.test(part) ? '*' : part.toLowerCase()))
    .join('/')
    .replace(/\/$/, '');
}
