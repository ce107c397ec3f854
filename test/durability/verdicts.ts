/** Prints what holds and what does not, then "N passed, N failed", and sets the exit code. */
export function verdicts(print: (line: string) => void, held: Readonly<Record<string, boolean>>): void {
  for (const [claim, holds] of Object.entries(held)) print(`${holds ? 'ok    ' : 'FAILED'} ${claim}`);
  const failed = Object.values(held).filter((holds) => !holds).length;
  print(`${Object.keys(held).length - failed} passed, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}
