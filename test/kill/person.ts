import { pressInMessage, slashCommand } from '../../sandbox/slack/interactions.ts';
import type { Json } from '../../sandbox/slack/json.ts';
import type { Message } from '../../sandbox/slack/model.ts';
import type { House } from './house.ts';

export const CHANNEL = 'C0INCIDENTS';

/** Somebody in Slack, who does what they do through Slack, and knows only what Slack tells them. */
export interface SlackPerson {
  /** True when the bot acknowledged it. */
  type(words: string): Promise<boolean>;
  /** Presses the newest button of that name in the thread; undefined when there is none. */
  press(threadTs: string, action: RegExp): Promise<Pressed | undefined>;
}

export interface Pressed {
  readonly action: string;
  readonly value: string;
  readonly acked: boolean;
}

export function slackPerson({ slack }: House, id = 'U0BEN'): SlackPerson {
  const person = slack.workspace.person(id);
  if (person === undefined) throw new Error(`there is nobody called ${id}`);
  return {
    async type(words) {
      return (await slashCommand(slack.slack, person, CHANNEL, '/502', words)).ok;
    },
    async press(threadTs, action) {
      const found = buttonsIn(slack.workspace.messages(CHANNEL), threadTs).findLast(({ button }) =>
        action.test(String(button.action_id)),
      );
      if (found === undefined) return undefined;
      const { message, button } = found;
      const { ok } = await pressInMessage(slack.slack, person, message, button, {});
      return { action: String(button.action_id), value: String(button.value), acked: ok };
    },
  };
}

interface Found {
  readonly message: Message;
  readonly button: Json;
}

/** Every button that people see in the thread, the root's first. */
function buttonsIn(messages: readonly Message[], threadTs: string): readonly Found[] {
  return messages
    .filter(({ ts, threadTs: thread, onlyFor }) => (ts === threadTs || thread === threadTs) && onlyFor === undefined)
    .flatMap((message) =>
      message.blocks
        .filter(({ type }) => type === 'actions')
        .flatMap((block) =>
          (block.elements as readonly Json[]).map((element) => ({
            message,
            button: { ...element, block_id: block.block_id },
          })),
        ),
    );
}
