import type { Lang } from '../domain/text.ts';
import type { Accept } from '../flows/accept-delivery.ts';
import type { CommandBody } from '../flows/deliveries.ts';
import { tell } from '../messages/say.ts';
import { parseCommand } from './parse.ts';

/** Slack gives up after 3 s, and then the person learns nothing but that. */
const PATIENCE_MS = 2_500;

/** The part of Bolt's arguments that is used. */
interface Args {
  ack(answer?: { readonly response_type: 'ephemeral'; readonly text: string }): Promise<void>;
  readonly command: {
    readonly text: string;
    readonly channel_id: string;
    readonly user_id: string;
    readonly team_id: string;
    readonly trigger_id: string;
    readonly response_url: string;
  };
}

export interface On502Deps {
  readonly accept: Accept;
  readonly now: () => Date;
  readonly langOf: (channel: string) => Lang;
  readonly onNotKept: (error: unknown) => void;
  readonly patienceMs?: number;
}

/** /502: kept first, acknowledged then, done by a job. What could not be kept is told, since Slack asks only once. */
export function on502({ accept, now, langOf, onNotKept, patienceMs = PATIENCE_MS }: On502Deps) {
  return async ({ ack, command }: Args): Promise<void> => {
    const body: CommandBody = {
      team: command.team_id,
      user: command.user_id,
      channel: command.channel_id,
      responseUrl: command.response_url,
      command: parseCommand(command.text, now()),
    };
    const keeping = accept({ id: `command/${command.trigger_id}`, kind: 'command', body: { ...body } });
    const kept = keeping.then(
      () => true,
      (error: unknown) => {
        onNotKept(error);
        return false;
      },
    );
    if (await inTime(kept, patienceMs)) return ack();
    await ack({ response_type: 'ephemeral', text: tell(langOf(command.channel_id), 'degradation/not-kept') });
  };
}

async function inTime(kept: Promise<boolean>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const isKept = await Promise.race([kept, late]);
  clearTimeout(timer);
  return isKept;
}
