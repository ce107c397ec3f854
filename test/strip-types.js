// The same type stripping that Node does when it runs src/ directly, so tests and production see one program.
import { stripTypeScriptTypes } from 'node:module';

export default { process: (source) => ({ code: stripTypeScriptTypes(source) }) };
