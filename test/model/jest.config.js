// `npm run test:model`: the real flows and outbox in a simulated world. Minutes, not seconds; the two files side by side.
export default {
  rootDir: '../..',
  testMatch: ['<rootDir>/test/model/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/strip-types.js' },
  testTimeout: 600_000,
  maxWorkers: 2,
};
