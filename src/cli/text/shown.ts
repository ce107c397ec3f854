import type { Lang } from '../../domain/text.ts';

/** How an answer is shown, whatever the format. */
export interface Shown {
  readonly lang: Lang;
  readonly timeZone: string;
  /** Where the bundle lies. */
  readonly bundle: string;
}
