import { type Options, readOptions } from './run/options.ts';
import { startEverything, startOnlyAws, startOnlySlack } from './run/start.ts';
import { help, Trouble } from './run/texts.ts';
import { chooseWorld, worldLines } from './run/worlds.ts';

const started = performance.now();

/** `npm run sandbox`: what runs, and where to look. Resolves with the exit code when everything has stopped. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) return print(help[options.lang]);
  if (options.list) return print(await worldLines(options.lang));
  const world = options.only === 'slack' ? '' : await chooseWorld(options.world, options.lang);
  return start(options, world);
}

function start(options: Options, world: string): Promise<number> {
  if (options.only === 'aws') return startOnlyAws(options, world);
  if (options.only === 'slack') return startOnlySlack(options);
  return startEverything(options, world, started);
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const known = error instanceof Trouble;
  process.stderr.write(`${known || !(error instanceof Error) ? String((error as Error).message) : error.stack}\n`);
  process.exitCode = known ? error.exitCode : 70;
}
// A stand-in that was started before something else failed would keep us alive.
process.exit();
