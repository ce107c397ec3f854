import type { Telemetry } from '../domain/telemetry.ts';
import type { Route } from './server.ts';

/** The routes with every answer timed, under the route's pattern: what was asked for never becomes a label. */
export function timed(routes: readonly Route[], telemetry: Telemetry): readonly Route[] {
  return routes.map((route) => ({
    ...route,
    handle(request, response) {
      const startedAt = performance.now();
      response.once('close', () => {
        const seconds = (performance.now() - startedAt) / 1000;
        // 499, as nginx has it: the other side had gone before the answer.
        const status = response.writableFinished ? response.statusCode : 499;
        telemetry.answered(route.path, status, seconds);
      });
      return route.handle(request, response);
    },
  }));
}
