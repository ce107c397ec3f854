import type { Config } from '../config/index.ts';
import type { FlowDeps } from '../flows/deps.ts';
import { makeRunDoctor } from '../flows/doctor/run-doctor.ts';
import { lookOver } from './doctor.ts';

/** `/502 doctor`: the same look as at the terminal, from inside the bot; the button is pressed by a person. */
export function registerDoctor(flows: FlowDeps, config: Config): void {
  const look = { env: environmentOf(config), config, mistakes: [], clock: flows.clock, pressesItself: false };
  flows.jobs.register(
    'doctor',
    makeRunDoctor({ ...flows, examine: (target, signal) => lookOver({ ...look, target, signal }) }),
    { attempts: 2 },
  );
}

/** What the settings were read from, as far as the doctor asks: they have been found in order, or the bot would not run. */
function environmentOf({ slack: { botToken, signingSecret, appToken, oauth } }: Config): NodeJS.ProcessEnv {
  return {
    ...(botToken !== null && { SLACK_BOT_TOKEN: botToken }),
    ...(signingSecret !== null && { SLACK_SIGNING_SECRET: signingSecret }),
    ...(appToken !== null && { SLACK_APP_TOKEN: appToken }),
    ...(oauth !== null && {
      SLACK_CLIENT_ID: oauth.clientId,
      SLACK_CLIENT_SECRET: oauth.clientSecret,
      SLACK_STATE_SECRET: oauth.stateSecret,
    }),
  };
}
