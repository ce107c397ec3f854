import type { Found } from '../domain/doctor.ts';
import { mendedBy, ok, unknown } from '../messages/found.ts';

const LINE = 'export FIVEOHTWO_WEBHOOK_SECRET=…  # the same for the bot and here';

/** A request that no alarm can come of: with the right secret it is refused for what it says, with another one for the secret. */
export async function webhookFindings(
  localUrl: string,
  secret: string,
  signal: AbortSignal,
): Promise<readonly Found[]> {
  const url = `${localUrl}/alarms/alertmanager`;
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const status = await fetch(url, { method: 'POST', headers, body: '{}', signal }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    },
    (error: unknown) => (error instanceof Error ? codeOf(error) : String(error)),
  );
  if (status === 400) return [ok('alarms/webhook')];
  if (status === 401 || status === 403) return [mendedBy('alarms/webhook-secret', LINE, { url })];
  if (status === 404) return [mendedBy('alarms/webhook-closed', LINE, { url })];
  return [unknown('alarms/webhook-unknown', { url, detail: String(status) })];
}

function codeOf({ cause, message }: Error): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : message;
}
