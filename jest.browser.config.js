// `npm run test:browser`: the whole line in Chromium, as a person walks it. Needs a Chromium at /usr/bin/chromium or in CHROMIUM.
import usual from './jest.config.js';

export default {
  ...usual,
  testMatch: ['<rootDir>/test/browser/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 120_000,
  maxWorkers: 1,
};
