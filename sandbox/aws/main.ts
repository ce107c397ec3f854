import { parseArgs } from 'node:util';
import { serveMany } from './many.ts';
import { listWorlds, startAws } from './server.ts';

/** `node sandbox/aws/main.ts --world ID [--port N] [--now ISO] [--page-size N] [--list] [--many]`: one JSON line when ready. */
const { values } = parseArgs({
  options: {
    world: { type: 'string' },
    port: { type: 'string', default: '0' },
    now: { type: 'string' },
    'page-size': { type: 'string', default: '2' },
    list: { type: 'boolean', default: false },
    many: { type: 'boolean', default: false },
  },
});

if (values.many) {
  await serveMany(process.stdin, (line) => process.stdout.write(line));
} else if (values.list) {
  for (const { id, stratum, title } of await listWorlds()) process.stdout.write(`${id}\t${stratum}\t${title.en}\n`);
} else {
  const {
    stop,
    fireAlarms: _,
    ...address
  } = await startAws({
    world: values.world ?? 'maple',
    port: Number(values.port),
    pageSize: Number(values['page-size']),
    ...(values.now ? { now: new Date(values.now) } : {}),
  });
  process.stdout.write(`${JSON.stringify(address)}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}
