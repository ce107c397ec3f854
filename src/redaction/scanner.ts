import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { isMarked, type Marks } from './marks.ts';

const config = {
  rules: [
    {
      id: '@secretlint/secretlint-rule-preset-recommend',
      rule: creator,
      rules: [{ id: '@secretlint/secretlint-rule-aws', options: { enableIDScanRule: true } }],
    },
  ],
};

// It notes each rule's time in Node's own list of marks, which nobody ever empties: a bot that redacts for days would not end well.
secretLintProfiler.setEnabled(false);

const separator = '\n';

/** Runs the maintained scanner once over all texts; gives them back in order, with its findings replaced. */
export async function scan(texts: readonly string[], marks: Marks): Promise<readonly string[]> {
  const content = texts.join(separator);
  if (content === '') return texts;
  const findings = await findingsIn(content);
  if (findings.length === 0) return texts;
  let start = 0;
  return texts.map((text) => {
    const from = start;
    start += text.length + separator.length;
    return replaceIn(text, from, findings, marks);
  });
}

interface Finding {
  readonly type: string;
  readonly range: readonly [number, number];
}

async function findingsIn(content: string): Promise<readonly Finding[]> {
  const { messages } = await lintSource({
    source: {
      filePath: 'evidence.txt',
      // A log line must not be able to switch the scanner off. Same length, so that ranges hold.
      content: content.replace(/secretlint-(?=disable|enable)/gi, 'secretlint_'),
      contentType: 'text',
    },
    options: { config, noPhysicFilePath: true },
  });
  return messages
    .map(({ messageId, range }) => ({ type: kebab(messageId), range: [range[0], range[1]] as const }))
    .toSorted((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]);
}

/** Replaces the parts of the findings that lie in this text, which begins at `from` of the whole. */
function replaceIn(text: string, from: number, findings: readonly Finding[], marks: Marks): string {
  let result = '';
  let done = 0;
  for (const { type, range } of findings) {
    const start = Math.max(range[0] - from, done);
    const end = Math.min(range[1] - from, text.length);
    const secret = text.slice(start, end);
    if (start >= end || isMarked(secret)) continue;
    result += text.slice(done, start) + marks.mark(type, secret);
    done = end;
  }
  return result + text.slice(done);
}

function kebab(id: string): string {
  return id
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
}
