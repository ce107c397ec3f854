/** The two manifests of the Slack app, and the page that says why it asks for what it asks. */
export async function manifests(): Promise<ReadonlyMap<string, string>> {
  const { botEvents, manifestOf, scopes } = await import('../../src/slack/manifest.ts');
  const json = (manifest: object) => `${JSON.stringify(manifest, null, 2)}\n`;
  const rows = [
    ...scopes.map(({ scope, why }) => `| \`${scope}\` | ${why} |`),
    ...botEvents.map(({ event, why }) => `| event \`${event}\` | ${why} |`),
  ];
  return new Map([
    ['manifest.json', json(manifestOf({ mode: 'http', url: 'https://your-host.example.com' }))],
    ['manifest.socket.json', json(manifestOf({ mode: 'socket' }))],
    [
      'docs/slack-scopes.md',
      ['# What the Slack app asks for, and why', '', '| | |', '| --- | --- |', ...rows, ''].join('\n'),
    ],
  ]);
}
