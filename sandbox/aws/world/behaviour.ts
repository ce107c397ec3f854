import { noMishaps } from './mishap-spec.ts';
import type { App, Revision, Route, RoutePatch } from './spec.ts';
import { type Speech, usualSpeech } from './speech.ts';

/** What a task does, as its revision says. */
export interface Behaviour {
  readonly image: string;
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Of the container and the targets. */
  readonly port: number;
  /** What the process really opens. */
  readonly listens: number;
  readonly boot: number;
  readonly memory: number;
  readonly healthAnswers: number;
  readonly speaks: Speech;
  readonly fails: Revision['fails'];
  readonly routes: Readonly<Record<string, RoutePatch>>;
}

export const firstBehaviour = (app: App): Behaviour => ({
  image: app.image,
  command: app.command,
  environment: app.environment,
  port: app.port,
  listens: app.listens ?? app.port,
  boot: app.boot,
  memory: app.memory,
  healthAnswers: app.healthAnswers,
  speaks: app.speaks ?? usualSpeech(app),
  fails: undefined,
  routes: {},
});

/** A revision states what differs from the one before it. */
export const nextBehaviour = (before: Behaviour, set: Revision): Behaviour => ({
  image: set.image ?? before.image,
  command: set.command ?? before.command,
  environment: { ...before.environment, ...set.environment },
  port: set.port ?? before.port,
  listens: set.listens ?? set.port ?? before.listens,
  boot: set.boot ?? before.boot,
  memory: set.memory ?? before.memory,
  healthAnswers: set.healthAnswers ?? before.healthAnswers,
  speaks: set.speaks ?? before.speaks,
  fails: set.fails,
  routes: { ...before.routes, ...set.routes },
});

/** The phases that hold at a moment. `offset` is ms against the present. */
export const phasesAt = (app: App, offset: number): App['phases'] =>
  app.phases.length === 0
    ? app.phases
    : app.phases.filter(({ at, until }) => at <= offset && (until === undefined || offset < until));

export function routeAt(app: App, route: Route, behaviour: Behaviour, offset: number): Route {
  const patch = behaviour.routes[route.path];
  if (!patch && app.phases.length === 0) return route;
  let now: Route = { ...route, ...withoutUndefined(patch) };
  for (const phase of phasesAt(app, offset)) now = { ...now, ...withoutUndefined(phase.routes[route.path]) };
  return now;
}

const withoutUndefined = (patch: RoutePatch | undefined): Partial<Route> =>
  Object.fromEntries(Object.entries(patch ?? {}).filter(([, value]) => value !== undefined)) as Partial<Route>;

/** The same app without anything wrong: how it was a week ago. */
export function healthyTwin(app: App): App {
  const { credits } = app.ec2;
  return {
    ...app,
    listens: app.port,
    speaks: usualSpeech(app),
    keepAlive: null,
    workerTimeout: null,
    shutdown: 'drain',
    healthAnswers: 200,
    ...(app.memoryUse ? { memoryUse: { idle: app.memoryUse.idle, leakPerMinute: 0 } } : {}),
    routes: app.routes.map(({ slow: _s, hangs: _h, crashes: _c, malformed: _m, header: _hd, status, ...route }) => ({
      ...route,
      status: Object.fromEntries(Object.entries(status ?? {}).filter(([code]) => !code.startsWith('5'))),
    })),
    deploys: [],
    phases: [],
    ...noMishaps,
    ec2: { ...app.ec2, failures: [], scaling: [], ...(credits ? { credits: { ...credits, held: 500 } } : {}) },
    eks: { ...app.eks, evictions: [] },
  };
}
