import { type Config, loadConfig } from '../../src/config/index.ts';

/** Settings as `serve` has them, with what the test needs in their place; nothing of the machine's environment. */
export function testConfig(own: Partial<Config> & Pick<Config, 'dataDir'>): Config {
  const plain = loadConfig({ LOG_LEVEL: 'silent', FIVEOHTWO_LANG: 'en', FIVEOHTWO_DEADLINE_SECONDS: '5' });
  const aws = { region: 'us-east-1', endpoint: 'http://127.0.0.1:9', profiles: [] };
  return { ...plain, timeZone: 'UTC', aws, ...own };
}
