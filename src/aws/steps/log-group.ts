export interface LogGroup {
  readonly name: string;
  /** Narrows a group that several services share; null where there is more than one, or none. */
  readonly streamPrefix: string | null;
  /** A container or a function names it; or its own name, or streams named after the targets, point here. */
  readonly foundBy: 'setting' | 'name' | 'streams';
}
