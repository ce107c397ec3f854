// `npm test`: everything that needs only Node. Contract, browser and kill tests have configs of their own beside this one.
export default {
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/test/contract/',
    '<rootDir>/test/browser/',
    '<rootDir>/test/kill/',
    '<rootDir>/test/model/',
    '<rootDir>/test/postgres/',
  ],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/test/strip-types.js' },
  restoreMocks: true,
  workerIdleMemoryLimit: '400MB',
};
