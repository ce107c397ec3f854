import type { ChartSpec } from '../../domain/chart.ts';
import type { Mrkdwn } from './limits.ts';

/** What a message consists of, before Slack's limits: `compose` makes blocks, the spoken text and the file of it. */
export type Part =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: Mrkdwn }
  /** Hostile lines, shown as they are: nothing in them is markup. */
  | { readonly kind: 'facts'; readonly lines: readonly string[] }
  | { readonly kind: 'fields'; readonly fields: readonly { readonly label: string; readonly value: Mrkdwn }[] }
  | { readonly kind: 'note'; readonly text: Mrkdwn }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[]; readonly menu?: Menu }
  /** Drawn by Slack where it can, with what it shows in words beside it. At most two a message are drawn. */
  | { readonly kind: 'chart'; readonly spec: ChartSpec }
  | { readonly kind: 'rule' };

export interface Button {
  readonly action: string;
  readonly value: string;
  readonly label: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string; readonly no: string };
}

/** One choice of several that need no button each. */
export interface Menu {
  readonly action: string;
  readonly label: string;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

export const text = (value: Mrkdwn): Part => ({ kind: 'text', text: value });
export const note = (value: Mrkdwn): Part => ({ kind: 'note', text: value });
export const facts = (lines: readonly string[]): Part => ({ kind: 'facts', lines });
export const chart = (spec: ChartSpec): Part => ({ kind: 'chart', spec });
export const heading = (value: string): Part => ({ kind: 'heading', text: value });
export const buttons = (list: readonly Button[], menu?: Menu): Part =>
  menu === undefined ? { kind: 'buttons', buttons: list } : { kind: 'buttons', buttons: list, menu };
