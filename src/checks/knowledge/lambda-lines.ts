import type { Meaning } from '../reading/logs.ts';

/**
 * What lines of a function's log mean. The words are Lambda's own (“Task timed out after 3.00 seconds”) or those of its
 * runtimes: Node writes “Invoke Error”, Python “[ERROR] KeyError”, all of them errorType in JSON.
 */
export const lambdaLines = {
  lambdaTimeout: {
    tags: ['lambda.timeout'],
    pattern: /Task timed out after [\d.]+ seconds|Status: timeout\b|"status":"timeout"/,
  },
  lambdaMemory: {
    tags: ['lambda.memory'],
    pattern: /Runtime exited with error: signal: killed|Runtime\.OutOfMemory|"errorType":"Runtime\.OutOfMemory"/,
  },
  lambdaError: {
    tags: ['lambda.exit', 'lambda.error'],
    pattern:
      /\bInvoke Error\b|Uncaught Exception\s|^\[ERROR\] [A-Z]\w*(Error|Exception)|Runtime\.(ExitError|ImportModuleError|HandlerNotFound|UserCodeSyntaxError|UnhandledPromiseRejection|Unknown)|"?errorType"?\s*:\s*"|Runtime exited|Unable to import module|File "\/var\/(task|lang)\/|"type":"platform\.report".*"status":"(error|failure)"|java\.lang\.\w+(Exception|Error)/,
  },
} as const satisfies Readonly<Record<string, Meaning>>;
