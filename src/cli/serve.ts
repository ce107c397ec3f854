import { type Run, settle } from './context.ts';

/** Runs until it is told to stop. */
export const serve: Run = async (context, _, options) => {
  const { config } = await settle(context, options);
  await context.parts.serve(config);
  return 0;
};
