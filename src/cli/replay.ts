import { diagnose, exitCodeOf } from '../diagnosis/index.ts';
import { type Run, settle } from './context.ts';
import { openBundle } from './open-bundle.ts';
import { renderAnswer } from './render.ts';

/** The same bundle gives the same verdict, byte for byte: nothing here asks the clock or the network. */
export const replay: Run = async (context, [name = ''], options) => {
  const { config, lang } = await settle(context, options);
  const { bundle, digest, place } = await openBundle(context, config, name);
  const answer = diagnose(bundle, digest, lang);
  context.terminal.out(
    renderAnswer(answer, { lang, timeZone: config.timeZone, bundle: place }, context.terminal, options),
  );
  return exitCodeOf(answer);
};
