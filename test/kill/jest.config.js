// `npm run test:kill`: real processes that are killed with SIGKILL. Minutes, not seconds.
export default {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/kill/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/strip-types.js' },
  testTimeout: 900_000,
  maxWorkers: 1,
};
