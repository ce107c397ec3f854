import { randomBytes } from 'node:crypto';
import { SlackError } from '../errors.ts';
import { type Json, text } from '../json.ts';
import { limits } from '../limits.ts';
import type { OpenView } from '../model.ts';
import { apiView } from '../present.ts';
import { assertView } from '../validate.ts';
import { type Workspace, withBlockIds } from '../workspace.ts';
import { type Context, type Methods, need } from './context.ts';

const newId = (): string => `V0${randomBytes(5).toString('hex').toUpperCase()}`;
const newHash = (): string => `${Date.now()}.${randomBytes(4).toString('hex')}`;

/** The stack of modals that somebody sees, the topmost last. */
export function stackOf(workspace: Workspace, user: string): readonly OpenView[] {
  return [...workspace.views.values()].filter((open) => open.user === user);
}

export function topView(workspace: Workspace, user: string): OpenView | undefined {
  return stackOf(workspace, user).at(-1);
}

/** Puts a modal on top for somebody. Throws `push_limit_reached` and what `assertView` throws. */
export function pushView(workspace: Workspace, user: string, input: unknown): OpenView {
  const view = assertView(input);
  const stack = stackOf(workspace, user);
  if (stack.length >= limits.modal.stack) throw new SlackError('push_limit_reached');
  const id = newId();
  const open: OpenView = {
    id,
    team: workspace.team.id,
    user,
    rootId: stack[0]?.id ?? id,
    previousId: stack.at(-1)?.id,
    hash: newHash(),
    view: { ...view, blocks: withBlockIds(view.blocks as readonly Json[]) },
  };
  workspace.views.set(id, open);
  workspace.announce({ kind: 'view', user, view: open });
  return open;
}

export function updateView(workspace: Workspace, open: OpenView, input: unknown): void {
  const view = assertView(input);
  open.view = { ...view, blocks: withBlockIds(view.blocks as readonly Json[]) };
  open.hash = newHash();
  workspace.announce({ kind: 'view', user: open.user, view: topView(workspace, open.user) });
}

/** Takes the topmost away, or all. */
export function popView(workspace: Workspace, user: string, all: boolean): void {
  const stack = stackOf(workspace, user);
  for (const open of all ? stack : stack.slice(-1)) workspace.views.delete(open.id);
  workspace.announce({ kind: 'view', user, view: topView(workspace, user) });
}

/** Replaces somebody's Home tab. Throws `hash_conflict` when it was replaced meanwhile. */
function publish(workspace: Workspace, user: string, args: Json): OpenView {
  const view = assertView(args.view);
  if (view.type !== 'home') throw new SlackError('invalid_arguments');
  if (workspace.person(user) === undefined) throw new SlackError('user_not_found');
  const old = workspace.homes.get(user);
  if (args.hash !== undefined && old !== undefined && args.hash !== old.hash) throw new SlackError('hash_conflict');
  const id = old?.id ?? newId();
  const blocks = withBlockIds(view.blocks as readonly Json[]);
  const home: OpenView = {
    id,
    team: workspace.team.id,
    user,
    rootId: id,
    previousId: undefined,
    hash: newHash(),
    view: { ...view, blocks },
  };
  workspace.homes.set(user, home);
  workspace.announce({ kind: 'home', user, view: home });
  return home;
}

function find(context: Context, args: Json): OpenView {
  const found = [...context.workspace.views.values()].find(
    (open) =>
      open.id === text(args.view_id) || (args.external_id !== undefined && open.view.external_id === args.external_id),
  );
  if (found === undefined) throw new SlackError('not_found');
  return found;
}

export const views: Methods = {
  'views.open': {
    tier: 4,
    run: (context, args) => {
      const user = context.passes.takeTrigger(args.trigger_id);
      if (assertView(args.view).type !== 'modal') throw new SlackError('invalid_arguments');
      for (const open of stackOf(context.workspace, user)) context.workspace.views.delete(open.id);
      return { view: apiView(pushView(context.workspace, user, args.view)) };
    },
  },
  'views.push': {
    tier: 4,
    run: (context, args) => ({
      view: apiView(pushView(context.workspace, context.passes.takeTrigger(args.trigger_id), args.view)),
    }),
  },
  'views.update': {
    tier: 4,
    run: (context, args) => {
      const open = find(context, args);
      if (args.hash !== undefined && args.hash !== open.hash) throw new SlackError('hash_conflict');
      updateView(context.workspace, open, args.view);
      return { view: apiView(open) };
    },
  },
  'views.publish': {
    tier: 4,
    run: (context, args) => ({ view: apiView(publish(context.workspace, need(args, 'user_id'), args)) }),
  },
};
