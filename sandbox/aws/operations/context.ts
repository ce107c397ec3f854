import type { AlarmBook } from '../alarm-book.ts';
import type { PostOffice } from '../messages/post-office.ts';
import type { Shape } from '../protocol/schema.ts';
import type { History } from '../world/history.ts';

/** What an operation sees: the world, the present moment, how many items go on a page, where the caller signed for. */
export interface Context {
  readonly history: History;
  readonly now: number;
  readonly pageSize: number;
  readonly region: string;
  readonly alarms: AlarmBook;
  readonly post: PostOffice;
  /** The caller has hung up. */
  readonly gone: AbortSignal;
}

/** One API operation: the input as the SDK's schema has it in, the output as the schema has it out. */
export type Answer = (input: Shape, context: Context) => Shape | Promise<Shape>;

export type Operations = Readonly<Record<string, Answer>>;

/** Resources exist in one region only; a caller who asks another region gets empty lists. */
export const here = (context: Context): boolean => context.region === context.history.region;

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];

export const whole = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise);

/** The smaller of what the caller asked for and what a page of the stand-in holds. */
export const pageSize = (asked: unknown, context: Context): number =>
  Math.min(whole(asked, context.pageSize), context.pageSize);

/** Leaves out what is undefined, so that an answer has no member where AWS would send none. */
export function present<T extends Record<string, unknown>>(value: T): Shape {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined));
}

export const date = (at: number | undefined): Date | undefined => (at === undefined ? undefined : new Date(at));
