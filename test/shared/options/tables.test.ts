import { describe, expect, it } from 'vitest';
import { AUDIO_OPTIONS, STYLE_OPTIONS } from '../../../src/audio/options.js';
import { ALPHABET_OPTIONS, GLYPH_OPTIONS, LOOK_OPTIONS, PACK_OPTIONS } from '../../../src/glyph/options.js';
import { IMAGE_OPTIONS } from '../../../src/image/options.js';
import { checkTable } from '../../../src/shared/options/checkTable.js';
import { filesIn } from '../../../src/shared/options/files.js';
import { flagOf, isArgument, type OptionTable, valuesIn } from '../../../src/shared/options/option.js';
import { shownValues } from '../../../src/shared/options/shown.js';

const TABLES: Readonly<Record<string, OptionTable>> = {
  image: IMAGE_OPTIONS,
  audio: AUDIO_OPTIONS,
  glyph: GLYPH_OPTIONS,
  alphabets: ALPHABET_OPTIONS,
};

describe.each(Object.entries(TABLES))('the table of %s', (_, table) => {
  it.each(Object.entries(table))('%s takes what it falls back to, and its words', (name, row) => {
    const { fallback } = row;
    if (fallback !== undefined) expect(() => row.check(name, fallback)).not.toThrow();
    expect(row.help).not.toBe('');
    expect(row.section).not.toBe('');
    expect(fallback === undefined || row.otherwise === undefined).toBe(true);
    if (!isArgument(row)) expect(flagOf(name, row)).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('has each flag once', () => {
    const flags = Object.entries(table).flatMap(([name, row]) => [flagOf(name, row), row.short ?? []].flat());
    expect(new Set(flags).size).toBe(flags.length);
  });
});

describe('rows of subsets', () => {
  it.each([
    [STYLE_OPTIONS, AUDIO_OPTIONS],
    [LOOK_OPTIONS, GLYPH_OPTIONS],
    [PACK_OPTIONS, GLYPH_OPTIONS],
  ] as [OptionTable, OptionTable][])('are those of the whole table', (part, whole) => {
    for (const [name, row] of Object.entries(part)) expect(row).toBe(whole[name]);
  });
});

describe('files', () => {
  it('are all that are read, and none that are written or only words', () => {
    const image = {
      content: 'c',
      style: ['a', 'b'],
      styleMask: ['m'],
      init: 'noise',
      modelFile: 'w',
      output: 'o',
    };
    expect(filesIn(IMAGE_OPTIONS, image)).toEqual(['c', 'a', 'b', 'm', 'w']);
    expect(filesIn(IMAGE_OPTIONS, { ...image, init: 'p.png' })).toContain('p.png');
    const glyph = { style: 's', fallback: ['f', 'g'], background: '#fff', layer: ['pattern file="t.png"'] };
    expect(filesIn(GLYPH_OPTIONS, glyph).sort()).toEqual(['f', 'g', 's', 't.png']);
    expect(filesIn(GLYPH_OPTIONS, { background: 'night.jpg' })).toEqual(['night.jpg']);
    expect(filesIn(GLYPH_OPTIONS, { background: 'navy' })).toEqual([]);
  });
});

describe('what is shown', () => {
  const PRIVATE = '/home/somebody/secret';

  it.each([
    [
      'image',
      IMAGE_OPTIONS,
      ['content', 'init', 'modelFile', 'cacheDir'],
      ['style', 'styleMask', 'contentMask'],
    ],
    ['glyph', GLYPH_OPTIONS, ['style', 'styleMask', 'shape', 'font', 'background'], ['fallback']],
  ] as [string, OptionTable, string[], string[]][])('of %s never has a folder', (_, table, single, lists) => {
    const values = Object.fromEntries([
      ...single.map((name) => [name, `${PRIVATE}/a.png`]),
      ...lists.map((name) => [name, [`${PRIVATE}/a.png`, `${PRIVATE}/b.png`]]),
    ]);
    const shown = shownValues(table, values);
    expect(Object.keys(shown).sort()).toEqual([...single, ...lists].sort());
    expect(JSON.stringify(shown)).not.toContain('somebody');
    expect(JSON.stringify(shown)).toContain('a.png');
  });

  it('of layers neither', () => {
    const layer = [`pattern file="${PRIVATE}/tile.png" scale=2`, 'stroke width=4'];
    expect(shownValues(GLYPH_OPTIONS, { layer })).toEqual({
      layer: ['pattern file="tile.png" scale=2', 'stroke width=4'],
    });
  });
});

describe('checkTable', () => {
  it('names the option as its flag, and passes over what it does not know', () => {
    expect(() => checkTable(IMAGE_OPTIONS, { keepColors: 'yes' as 'luma' })).toThrow(
      /^keep-colors: expected/,
    );
    expect(() => checkTable(IMAGE_OPTIONS, { reporter: 1 } as object)).not.toThrow();
  });

  it.each([
    [
      [{ kind: 'laplacian', pool: 0 }],
      /^term laplacian: pool: expected a whole number from 1 to 64, found 0/,
    ],
    [[{ kind: 'nothing' }], /^term: expected one of content, .*found "nothing"/],
    [[{ kind: 'tv', weight: -1 }], /^term tv: weight: expected a number of at least 0, found -1/],
  ])('refuses terms %j', (terms, message) => {
    expect(() => checkTable(IMAGE_OPTIONS, { terms: terms as never })).toThrow(message);
  });

  it('wants the bands engine for a statistic', () => {
    expect(() => checkTable(GLYPH_OPTIONS, { statistic: 'mean' as 'gram' })).toThrow(
      /^statistic: expected one of/,
    );
  });
});

describe('valuesIn', () => {
  it('keeps what the table has and what is given', () => {
    const flags = { seed: 0, size: 64, output: 'x', strength: undefined } as object;
    expect(valuesIn(IMAGE_OPTIONS, flags)).toEqual({ seed: 0, size: 64 });
  });
});
