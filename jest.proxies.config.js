import base from './jest.config.js';

// `npm run test:proxies`: real nginx, Apache and HAProxy (Debian packages) in front of broken backends, on 127.0.0.1.
export default {
  ...base,
  testMatch: ['<rootDir>/test/contract/proxies/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 30_000,
};
