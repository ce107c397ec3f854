/** Calls `run` once after `ms`, unless the function it gives back is called before. Tests bring their own time. */
export type Later = (ms: number, run: () => void) => () => void;

export const later: Later = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};
