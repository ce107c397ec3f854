import { pino } from 'pino';
import { redactText } from './redaction/index.ts';

/** Names whose values never reach a log. */
const secrets = ['token', 'botToken', 'signingSecret', 'authorization', 'responseUrl', 'response_url'];

/** One JSON line an event on stderr. Errors are redacted as evidence is: AWS likes to quote what it was given. */
export function makeLog(level: string) {
  return pino(
    {
      level,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '<redacted>' },
      serializers: {
        err: (error: unknown) => redactError(error),
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

export type Log = ReturnType<typeof makeLog>;

function redactError(error: unknown): object {
  const { type, message, stack, ...rest } = pino.stdSerializers.err(error as Error);
  const code = 'code' in rest && typeof rest.code === 'string' ? { code: rest.code } : {};
  return { type, message: redactText(String(message)), stack: redactText(String(stack)), ...code };
}
