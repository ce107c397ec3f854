import type { App, ReceiverEvent } from '@slack/bolt';

/**
 * Bolt acknowledges what comes by the Events API before it looks at it. We do it once it is kept: what is not
 * acknowledged Slack sends again. Everything else is acknowledged by its own listener. Rejects as the listeners do.
 */
export async function processLate(app: Pick<App, 'processEvent'>, event: ReceiverEvent): Promise<void> {
  if (event.body.type !== 'event_callback') return app.processEvent(event);
  await app.processEvent({ ...event, ack: async () => undefined });
  await event.ack();
}
