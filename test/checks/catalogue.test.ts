import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { IntlMessageFormat } from 'intl-messageformat';
import { causes } from '../../src/causes/index.ts';
import { checkIds, checks } from '../../src/checks/index.ts';
import type { Text } from '../../src/domain/text.ts';
import { catalogue } from '../../src/messages/catalogue.ts';
import { runbooks } from '../../src/runbooks/index.ts';

const root = join(import.meta.dirname, '../..');
const ids = checks.map(({ id }) => id);
const guide = Array.from({ length: 43 }, (_, index) => `G${index + 1}`);

function filesOf(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, folder).length + 1, -3))
    .filter((file) => !/^(reading|knowledge)\/|^index$|^define-/.test(file));
}

type Piece = ReturnType<IntlMessageFormat['getAst']>[number];

/** Names of the holes of an ICU text, those inside of plurals too. */
function namesIn(pieces: readonly Piece[]): readonly string[] {
  return pieces.flatMap((piece) => {
    if (!('value' in piece) || piece.type === 0) return [];
    const inner = 'options' in piece ? Object.values(piece.options).flatMap(({ value }) => namesIn(value)) : [];
    return [String(piece.value), ...inner];
  });
}

function holes(text: Text): readonly [string, string] {
  const names = (lang: 'en' | 'ja') => [
    ...new Set(namesIn(new IntlMessageFormat(text[lang], lang, undefined, { ignoreTag: true }).getAst())),
  ];
  return [names('en').sort().join(), names('ja').sort().join()];
}

describe('the catalogue of checks', () => {
  it('lists every file under its path, once', () => {
    expect([...checkIds].sort()).toEqual([...filesOf('src/checks')].sort());
    expect(ids).toEqual([...checkIds]);
  });

  it.each(ids)('%s has a test and a page with a body', (id) => {
    expect(existsSync(join(root, `test/checks/${id}.test.ts`))).toBe(true);
    const [, body = ''] = readFileSync(join(root, `docs/checks/${id}.md`), 'utf8').split(
      '<!-- written by hand below -->',
    );
    expect(body).toContain('## Confirm by hand');
    expect(body).toContain('## Known false alarms');
    expect(body).not.toContain('(to be written)');
  });

  it('refers to items of the field guide that exist', () => {
    const named = [...checks, ...causes].flatMap((one) => one.guide);

    expect(named.filter((id) => !guide.includes(id))).toEqual([]);
    expect(checks.filter((check) => check.guide.length === 0)).toEqual([]);
  });

  it('covers all five items of the guide’s checklist (G21)', () => {
    const items = new Set(checks.flatMap(({ checklist }) => checklist ?? []));

    expect([...items].sort()).toEqual(['certificate', 'health-check', 'network', 'resources', 'timeouts']);
  });

  it('has no page and no test of a check that is gone', () => {
    const tests = filesOf('test/checks').map((file) => file.replace(/\.test$/, ''));
    const own = tests.filter((file) => file.includes('/') && !/^(reading|knowledge)\//.test(file));

    expect(own.filter((file) => !ids.includes(file))).toEqual([]);
  });
});

describe('the texts of the catalogue', () => {
  const texts = [...catalogue].filter(([id]) => /^(check|cause|runbook)\//.test(id));

  it('ask for the same arguments in both languages', () => {
    const uneven = texts.filter(([, text]) => holes(text)[0] !== holes(text)[1]).map(([id]) => id);

    expect(uneven).toEqual([]);
  });

  it('are written in Japanese where they are Japanese', () => {
    expect(texts.filter(([, { ja }]) => !/[ぁ-んァ-ヶ一-龠]/.test(ja)).map(([id]) => id)).toEqual([]);
  });
});

describe('the catalogue of causes', () => {
  it('lists every file under its name', () => {
    expect(causes.map(({ id }) => id).sort()).toEqual([...filesOf('src/causes')].sort());
  });

  it.each(causes)('$id has two supports, counter-evidence, a decision, a runbook and something to verify', (cause) => {
    const links = [...cause.supports, ...cause.inhibits];
    const strong = cause.supports.filter(({ strength }) => strength === 'almost-always' || strength === 'usually');

    expect(cause.supports.length).toBeGreaterThanOrEqual(2);
    expect(cause.inhibits.length + strong.length).toBeGreaterThanOrEqual(1);
    expect(cause.decidedBy.length).toBeGreaterThanOrEqual(1);
    expect(cause.decidedBy.every((set) => set.length > 0)).toBe(true);
    expect(runbooks.map(({ id }) => id)).toContain(cause.runbook);
    expect(cause.verify.length).toBeGreaterThanOrEqual(1);
    expect(new Set(links.map(({ check }) => check)).size).toBe(links.length);
  });

  it('gives each link a source: an address or a reason of a sentence', () => {
    const bare = causes.flatMap(({ id, supports, inhibits }) =>
      [...supports, ...inhibits]
        .filter(({ source }) => !/^https:\/\/\S+$/.test(source) && !/^[A-Z].{20,}[.]$/.test(source))
        .map(({ check }) => `${id} ${check}`),
    );

    expect(bare).toEqual([]);
  });

  it('needs to decide only what its own links, or those of a rival, look at', () => {
    const linked = new Set(causes.flatMap(({ supports }) => supports.map(({ check }) => check)));
    const stray = causes.flatMap(({ id, decidedBy }) =>
      decidedBy
        .flat()
        .filter(({ check }) => !linked.has(check))
        .map(({ check }) => `${id} ${check}`),
    );

    expect(stray).toEqual([]);
  });

  it('opens each gate with something that speaks for the cause', () => {
    const loose = causes.filter(({ supports, decidedBy }) =>
      decidedBy.some(
        (set) => !set.some(({ check, is }) => is === 'seen' && supports.some((link) => link.check === check)),
      ),
    );

    expect(loose.map(({ id }) => id)).toEqual([]);
  });

  it('tells every two causes apart, or says that they share a group', () => {
    const shape = ({ supports, inhibits }: (typeof causes)[number]) =>
      JSON.stringify(
        [supports, inhibits].map((links) => links.map(({ check, strength }) => `${check} ${strength}`).sort()),
      );
    const same = causes.flatMap((one, index) =>
      causes
        .slice(index + 1)
        .filter((other) => shape(one) === shape(other) && (one.group === undefined || one.group !== other.group))
        .map((other) => `${one.id} = ${other.id}`),
    );

    expect(same).toEqual([]);
  });

  it('keeps to six groups of at most four', () => {
    const groups = Map.groupBy(
      causes.filter(({ group }) => group !== undefined),
      ({ group }) => group,
    );

    expect(groups.size).toBeLessThanOrEqual(6);
    expect([...groups.values()].every((members) => members.length >= 2 && members.length <= 4)).toBe(true);
  });
});
