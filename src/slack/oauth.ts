import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '@slack/bolt';
import { InstallProvider } from '@slack/oauth';
import { clientOptions } from './app.ts';
import type { Installations } from './installations.ts';
import { scopes } from './manifest.ts';

export interface OAuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs the state that goes to Slack and back: nothing of it is kept, so any replica can finish what another began. */
  readonly stateSecret: string;
  readonly installations: Installations;
  readonly apiUrl: string | null;
  /** Where the world reaches the bot; null: as set at Slack. */
  readonly publicUrl: string | null;
  readonly logger: Logger;
}

export const installPath = '/slack/install';
export const redirectPath = '/slack/oauth_redirect';

export interface OAuth {
  readonly authorize: InstallProvider['authorize'];
  /** The address that an administrator opens: on to Slack, with a signed state. */
  install(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Where Slack sends the administrator back to. */
  redirect(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

export function makeOAuth(options: OAuthOptions): OAuth {
  const { clientId, clientSecret, stateSecret, installations, apiUrl, publicUrl, logger } = options;
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    installationStore: installations,
    directInstall: true,
    logger,
    clientOptions: clientOptions(apiUrl),
    // A stand-in of Slack shows its own page.
    ...(apiUrl === null ? {} : { authorizationUrl: `${new URL(apiUrl).origin}/oauth/v2/authorize` }),
  });
  const wanted = {
    scopes: scopes.map(({ scope }) => scope),
    ...(publicUrl === null ? {} : { redirectUri: `${publicUrl}${redirectPath}` }),
  };
  return {
    authorize: provider.authorize,
    install: (request, response) => provider.handleInstallPath(request, response, {}, wanted),
    redirect: (request, response) => provider.handleCallback(request, response, {}),
  };
}
