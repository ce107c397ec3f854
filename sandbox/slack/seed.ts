import type { Channel, Person, Team } from './model.ts';

export const team: Team = { id: 'T0SHOP', name: 'Shop', domain: 'shop' };

export const bot = {
  id: 'B0FIVEOHTWO',
  userId: 'U0FIVEOHTWO',
  appId: 'A0FIVEOHTWO',
} as const;

/** Speaks for Slack itself, as it does in the real one. */
export const slackbot = 'USLACKBOT';

export const people: readonly Person[] = [
  {
    id: 'U0AIKO',
    name: 'aiko',
    realName: 'Aiko Tanaka',
    title: 'SRE',
    locale: 'ja-JP',
    timeZone: 'Asia/Tokyo',
    avatar: '#7c5cbf',
  },
  {
    id: 'U0BEN',
    name: 'ben',
    realName: 'Ben Okafor',
    title: 'Backend, on call',
    locale: 'en-US',
    timeZone: 'Europe/London',
    avatar: '#2d7f6f',
  },
  {
    id: 'U0CHANDRA',
    name: 'chandra',
    realName: 'Chandra Rao',
    title: 'Incident commander',
    locale: 'en-US',
    timeZone: 'America/New_York',
    avatar: '#c0643a',
  },
];

/** The bot is in #incidents only: what it may do elsewhere depends on its scopes. */
export function seedChannels(): readonly Channel[] {
  const everyone = people.map((person) => person.id);
  return [
    {
      id: 'C0INCIDENTS',
      name: 'incidents',
      private: false,
      topic: 'Something is broken? Say it here.',
      members: new Set([...everyone, bot.userId]),
    },
    {
      id: 'C0GENERAL',
      name: 'general',
      private: false,
      topic: 'Everybody, everything',
      members: new Set(everyone),
    },
    {
      id: 'C0PAYMENTS',
      name: 'payments-oncall',
      private: true,
      topic: 'Private: the bot is not in here yet',
      members: new Set(['U0AIKO', 'U0BEN']),
    },
  ];
}
