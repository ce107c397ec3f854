export interface Pattern {
  readonly tag: string;
  readonly pattern: RegExp;
}

export function row(tag: string, pattern: RegExp): Pattern {
  return { tag, pattern };
}
