import base from './jest.config.js';

// `npm run test:moto`: the collectors against an AWS that others wrote. Needs Python 3 with venv; starts everything itself.
export default {
  ...base,
  testMatch: ['<rootDir>/test/contract/moto/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
};
