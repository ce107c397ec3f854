import { eventBridgeEvent, parseEventBridge } from './event-bridge.ts';
import { parseNotification } from './notification.ts';
import { malformed, type Parsed, readJson } from './parsed.ts';

/** The body of a message from AWS, out of its envelope: an alarm's notification, or an event of EventBridge. */
export function parseCloudWatch(body: string): Parsed {
  const value = readJson(body);
  if (value === undefined) return malformed('no JSON');
  return eventBridgeEvent.safeParse(value).success ? parseEventBridge(value) : parseNotification(value);
}
