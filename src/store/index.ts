export { makeBundleStore, readBundleFile } from './bundles.ts';
export { verifyTimeline } from './chain.ts';
export { newId } from './ids.ts';
export { lockDataDir } from './lock.ts';
export { backupStore, openStore, type StoreOptions } from './open.ts';
