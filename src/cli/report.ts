import { makeGatherReport } from '../flows/gather-report.ts';
import { reportJson, reportMarkdown } from '../reports/index.ts';
import { langOption, type Run, settle } from './context.ts';
import { withNewline } from './render.ts';

export const report: Run = async (context, [incident = ''], options) => {
  const { parts, terminal } = context;
  const { config } = await settle(context, options);
  const store = await parts.readStore(config);
  try {
    const { verifyTimeline, clock, version } = parts;
    const bundles = await parts.bundles(config);
    const gather = makeGatherReport({ store, verifyTimeline, bundles, clock, timeZone: config.timeZone, version });
    const made = await gather(incident, langOption(options));
    terminal.out(withNewline(options.format === 'json' ? reportJson(made) : reportMarkdown(made)));
    return 0;
  } finally {
    await store.close();
  }
};
