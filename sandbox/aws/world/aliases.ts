import { isTree, mapStrings, merge, type Tree, treeAt } from './tree.ts';

const never = () => false;

/**
 * What lets one world stand on several bases: `front` is the load balancer that the base targets, `${targetGroup.api}`
 * and `${service.api}` are those of the app with that key, `${image}` inside an app is its repository without the tag; where
 * a phase or a deploy changes routes, `*` is all of them and `#2` the second.
 */
export function resolveAliases(tree: Tree): Tree {
  return withRoutes(withImages(withRecords(withFront(tree))));
}

function withFront(tree: Tree): Tree {
  const { target } = tree;
  const { front, ...balancers } = treeAt(tree, 'loadBalancers');
  if (front === undefined || typeof target !== 'string' || target === 'front') return tree;
  const named: Tree = { ...tree, loadBalancers: { ...balancers, [target]: merge(balancers[target], front) } };
  const toName = (text: string) =>
    (text === 'front' ? target : text).replaceAll(/\$\{loadBalancer\.front\}/g, `\${loadBalancer.${target}}`);
  return {
    ...named,
    apps: mapApps(named, (app) => (app.loadBalancer === 'front' ? { ...app, loadBalancer: target } : app)),
    ...(isTree(named.alarms) ? { alarms: mapStrings(named.alarms, toName, never) } : {}),
    ...(Array.isArray(named.changes) ? { changes: mapStrings(named.changes, toName, never) } : {}),
  };
}

function withRecords(tree: Tree): Tree {
  const apps = treeAt(tree, 'apps');
  const resolve = (text: string) =>
    text.replace(/\$\{(targetGroup|service)\.([\w-]+)\}/g, (all, kind: string, key: string) => {
      const app = apps[key];
      if (!isTree(app)) return all;
      const name = kind === 'service' ? `${app.cluster}/${app.service}` : (app.targetGroup ?? app.service);
      return typeof name === 'string' ? `\${${kind}.${name}}` : all;
    });
  const { changes, alarms, ...rest } = tree;
  return {
    ...rest,
    ...(changes === undefined ? {} : { changes: mapStrings(changes, resolve, never) }),
    ...(alarms === undefined ? {} : { alarms: mapStrings(alarms, resolve, never) }),
  };
}

function withImages(tree: Tree): Tree {
  const apps = mapApps(tree, (app) => {
    const { image } = app;
    if (typeof image !== 'string') return app;
    const repository = image.replace(/:[^:/]+$/, '');
    return mapStrings(app, (text) => text.replaceAll(/\$\{image\}/g, repository), never) as Tree;
  });
  return { ...tree, apps };
}

function withRoutes(tree: Tree): Tree {
  const apps = mapApps(tree, (app) => {
    const paths = Array.isArray(app.routes)
      ? app.routes.flatMap((route) => (isTree(route) ? [String(route.path)] : []))
      : [];
    const named = (holder: unknown): unknown =>
      isTree(holder) && isTree(holder.routes) ? { ...holder, routes: routesOf(holder.routes, paths) } : holder;
    const { phases, deploys, trouble } = app;
    return {
      ...app,
      ...(Array.isArray(phases) ? { phases: phases.map(named) } : {}),
      ...(Array.isArray(deploys)
        ? { deploys: deploys.map((one) => (isTree(one) && isTree(one.set) ? { ...one, set: named(one.set) } : one)) }
        : {}),
      ...(Array.isArray(trouble) ? { trouble: trouble.map((one) => withPaths(one, paths)) } : {}),
    };
  });
  return { ...tree, apps };
}

function routesOf(routes: Tree, paths: readonly string[]): Tree {
  return Object.fromEntries(
    Object.entries(routes).flatMap(([key, patch]) => pathsOf(key, paths).map((path) => [path, patch])),
  );
}

const withPaths = (one: unknown, paths: readonly string[]): unknown =>
  isTree(one) && Array.isArray(one.paths)
    ? { ...one, paths: one.paths.flatMap((key) => pathsOf(String(key), paths)) }
    : one;

function pathsOf(key: string, paths: readonly string[]): readonly string[] {
  if (key === '*') return paths;
  const number = /^#(\d+)$/.exec(key)?.[1];
  if (number === undefined) return [key];
  const path = paths[(Number(number) - 1) % Math.max(1, paths.length)];
  return path === undefined ? [] : [path];
}

export const mapApps = (tree: Tree, change: (app: Tree) => Tree): Tree =>
  Object.fromEntries(
    Object.entries(treeAt(tree, 'apps')).map(([name, app]) => [name, isTree(app) ? change(app) : app]),
  );
