// `npm run test:kill:postgres`: three processes of the bot on one PostgreSQL, killed with SIGKILL. Minutes, not seconds.
export default {
  rootDir: '../../..',
  testMatch: ['<rootDir>/test/kill/postgres/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/strip-types.js' },
  testTimeout: 900_000,
  maxWorkers: 1,
};
