import pg from 'pg';

type Callback = (...results: unknown[]) => unknown;
type Method = (this: pg.Client, ...args: unknown[]) => unknown;

let going = 0;

/** Whether a connection of this process is being made or a statement is on its way. Needs `watchTraffic` before. */
export function isQuiet(): boolean {
  return going === 0;
}

/** Counts what every connection of this process does from now on. */
export function watchTraffic(): void {
  const prototype = pg.Client.prototype as unknown as Record<'connect' | 'query', Method>;
  prototype.connect = counted(prototype.connect);
  prototype.query = counted(prototype.query);
}

/** Both of pg's manners: a callback as the last argument, or a promise. */
function counted(method: Method): Method {
  return function (...args) {
    going += 1;
    let isOver = false;
    const over = () => {
      going -= isOver ? 0 : 1;
      isOver = true;
    };
    const last = args.at(-1);
    if (typeof last === 'function') {
      const told: Callback = (...results) => {
        over();
        return (last as Callback)(...results);
      };
      return method.apply(this, [...args.slice(0, -1), told]);
    }
    const result = method.apply(this, args) as Promise<unknown> | undefined;
    if (typeof result?.then === 'function') result.then(over, over);
    else over();
    return result;
  };
}
