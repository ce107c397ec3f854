/** Every call of a port that the scenarios make, by the part that makes it. */
const calls = [
  'accept',
  'ack',
  'job',
  'flow',
  'diagnose',
  'alarmSeries',
  'outbox',
  'render',
  'chat.postMessage',
  'chat.update',
  'chat.postEphemeral',
  'chat.getPermalink',
  'users.info',
  'files.getUploadURLExternal',
  'upload',
  'files.completeUploadExternal',
  'response_url',
];

const databaseCalls = ['accept', 'job', 'flow', 'outbox', 'render'];
const seenCalls = ['chat.postMessage', 'chat.update', 'files.completeUploadExternal'];

const everywhere = ['crash before', 'crash after', 'pause after'];
const ofDatabase = ['database gone for 5 s', 'committed, answer lost'];
const ofSlack = [
  'too many requests',
  'no answer, not done',
  'no answer, done',
  'no answer, done late',
  'crash, done late',
  'answer lost, done',
  'server error, done',
  'token revoked for 40 s',
  'somebody deletes what it hangs on',
  'somebody archives the channel',
];

const cross = (ways: readonly string[], names: readonly string[]) =>
  names.flatMap((name) => ways.map((way) => `${way} @ ${name}`));

/** These come only after something else has gone wrong, so no single turn reaches them. */
const lookBacks = ['conversations.history', 'conversations.replies'];
export const laterPoints = cross(everywhere, lookBacks);

/** What has to have happened at least once: every crash point, every fault where it can be. */
export const points: readonly string[] = [
  ...cross(everywhere, calls),
  ...cross(ofDatabase, databaseCalls),
  ...cross(ofSlack, seenCalls),
  'lost, brought again @ ack',
  'first goes number 2 @ outbox',
  'first goes number 3 @ outbox',
];
