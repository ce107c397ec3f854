import { monotonicFactory } from 'ulid';
import type { NewId } from '../domain/ports.ts';

const next = monotonicFactory();

/** `newId('run')` → 'run_01JD8Z2V7Q…'. In one process later ids always sort after earlier ones. */
export const newId: NewId = (prefix) => `${prefix}_${next()}`;
