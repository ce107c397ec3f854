import type { z } from 'zod';
import type { Message, TextArgs } from '../domain/text.ts';
import { nearest } from './nearest.ts';

/** One thing wrong in the settings: where, and what to do about it. */
export interface Mistake {
  /** 'fiveohtwo.yaml:7' or 'PORT'. */
  readonly where: string;
  readonly says: Message;
}

/** Names that people put in the file although they belong in the environment. */
const secrets = /token|secret|password|accesskey/i;

/** What zod found, as sentences. `keysAt` gives the names that are allowed at a path. */
export function saysOf(
  issue: z.core.$ZodIssue,
  keysAt: (path: readonly PropertyKey[]) => readonly string[],
): Message[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, keysAt(issue.path)));
  const path = issue.path.join('.');
  return [known(issue, path)];
}

function unknownKey(key: string, allowed: readonly string[]): Message {
  if (secrets.test(key)) return { id: 'config/secret-in-file', args: { key } };
  const [meant] = nearest(key, allowed);
  if (meant !== undefined) return { id: 'config/unknown-key-meant', args: { key, meant } };
  return { id: 'config/unknown-key', args: { key, allowed: allowed.join(', ') } };
}

function known(issue: z.core.$ZodIssue, path: string): Message {
  const said = sentenceOf(issue);
  if (said !== undefined) return { id: said, args: { path } };
  if (issue.code === 'invalid_value') return { id: 'config/one-of', args: { path, allowed: issue.values.join(', ') } };
  if (issue.code === 'invalid_type') return { id: 'config/wrong-type', args: { path, expected: issue.expected } };
  if (issue.code === 'too_small') return bound('config/at-least', path, issue.minimum);
  if (issue.code === 'too_big') return bound('config/at-most', path, issue.maximum);
  if (issue.code === 'invalid_key') return { id: 'config/not-a-channel', args: { path } };
  return { id: 'config/not-understood', args: { path } };
}

const bound = (id: string, path: string, limit: number | bigint): Message => {
  const args: TextArgs = { path, limit: Number(limit) };
  return { id, args };
};

/** Our own rules carry the id of their sentence: as a parameter where they are functions, as the message where they are patterns. */
function sentenceOf(issue: z.core.$ZodIssue): string | undefined {
  if (issue.code === 'custom') return typeof issue.params?.says === 'string' ? issue.params.says : undefined;
  return issue.message.startsWith('config/') ? issue.message : undefined;
}
