import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/index.ts';
import { describeStore } from './contract.ts';

describeStore('node:sqlite', () => openStore({ dataDir: mkdtempSync(join(tmpdir(), 'store-')) }));
