import { openStore } from '../../src/store/index.ts';
import { describeStore } from './contract.ts';
import { temporaryDir } from './temporary.ts';

describeStore('node:sqlite', () => openStore({ dataDir: temporaryDir() }));
