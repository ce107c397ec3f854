import type { Accept } from '../flows/accept-delivery.ts';
import type { CommandBody } from '../flows/deliveries.ts';
import { parseCommand } from './parse.ts';

/** The part of Bolt's arguments that is used. */
interface Args {
  ack(): Promise<void>;
  readonly command: {
    readonly text: string;
    readonly channel_id: string;
    readonly user_id: string;
    readonly team_id: string;
    readonly trigger_id: string;
    readonly response_url: string;
  };
}

/** /502: kept first, acknowledged then, done by a job. */
export function on502(accept: Accept, now: () => Date) {
  return async ({ ack, command }: Args): Promise<void> => {
    const body: CommandBody = {
      team: command.team_id,
      user: command.user_id,
      channel: command.channel_id,
      responseUrl: command.response_url,
      command: parseCommand(command.text, now()),
    };
    await accept({ id: `command/${command.trigger_id}`, kind: 'command', body: { ...body } });
    await ack();
  };
}
