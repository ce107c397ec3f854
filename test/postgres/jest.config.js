// `npm run test:postgres`: needs PostgreSQL's server programs, 15 or later; each file starts a server of its own.
export default {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/postgres/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/strip-types.js' },
  testTimeout: 60_000,
  maxWorkers: 2,
};
