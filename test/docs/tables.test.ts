import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type BenchResults, fillFigures } from '../../scripts/docs/figures.mjs';
import { fillRegion, optionTables, tableOf, termTable } from '../../scripts/docs/markdown.mjs';
import { APPLY_FLAGS } from '../../src/cli/applyFlags.js';
import { AUDIO_FLAGS } from '../../src/cli/audioFlags.js';
import { BATCH_FLAGS, WORKER_FLAGS } from '../../src/cli/batchFlags.js';
import { GLYPH_FLAGS } from '../../src/cli/glyphFlags.js';
import { IMAGE_FLAGS } from '../../src/cli/imageFlags.js';
import { PHOTO_FLAGS } from '../../src/cli/photoFlags.js';
import { RENDER_FLAGS } from '../../src/cli/renderFlags.js';
import { STUDIO_FLAGS } from '../../src/cli/studioFlags.js';
import { TEXTURE_FLAGS } from '../../src/cli/textureFlags.js';
import { TRAIN_FLAGS } from '../../src/cli/trainFlags.js';
import { VIDEO_FLAGS } from '../../src/cli/videoFlags.js';
import { flagOf, type Option } from '../../src/shared/options/option.js';
import { describeTerms } from '../../src/shared/terms/describe.js';

const ROOT = new URL('../../', import.meta.url);
const resultsOf = (name: string) =>
  JSON.parse(readFileSync(new URL(`bench/results/${name}.json`, ROOT), 'utf8')) as BenchResults;
const PAGES = ['README.md', 'docs/audio.md', 'docs/glyph.md', 'docs/image.md', 'docs/methods.md'];
const guide = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');

describe('the guides', () => {
  it.each([
    ['image.md', 'options', optionTables(IMAGE_FLAGS)],
    ['audio.md', 'options', optionTables(AUDIO_FLAGS)],
    ['glyph.md', 'options', optionTables(GLYPH_FLAGS)],
    ['render.md', 'texture options', optionTables(TEXTURE_FLAGS)],
    ['photo.md', 'options', optionTables(PHOTO_FLAGS)],
    ['render.md', 'render options', optionTables(RENDER_FLAGS)],
    ['nets.md', 'apply options', optionTables(APPLY_FLAGS)],
    ['video.md', 'options', optionTables(VIDEO_FLAGS)],
    ['nets.md', 'train options', optionTables(TRAIN_FLAGS)],
    ['jobs.md', 'batch options', optionTables(BATCH_FLAGS)],
    ['jobs.md', 'worker options', optionTables(WORKER_FLAGS)],
    ['studio.md', 'options', optionTables(STUDIO_FLAGS)],
    ['methods.md', 'terms', termTable(describeTerms())],
  ])('%s says what the code says of %s (npm run docs writes it)', (name, region, text) => {
    expect(guide(name)).toBe(fillRegion(guide(name), region, text));
  });

  it.each(PAGES)('%s has figures as they were last measured (npm run docs writes them)', (page) => {
    const text = readFileSync(new URL(page, ROOT), 'utf8');
    expect(fillFigures(text, resultsOf)).toBe(text);
  });

  it('name no option that there is not', () => {
    for (const [name, table] of [
      ['image.md', IMAGE_FLAGS],
      ['audio.md', { ...AUDIO_FLAGS, ...TRAIN_FLAGS }],
      ['glyph.md', GLYPH_FLAGS],
      ['photo.md', PHOTO_FLAGS],
      ['render.md', { ...TEXTURE_FLAGS, ...RENDER_FLAGS }],
      ['nets.md', { ...APPLY_FLAGS, ...TRAIN_FLAGS }],
      // It tells of flags that commands have for many files and long runs.
      ['jobs.md', { ...BATCH_FLAGS, ...WORKER_FLAGS, ...IMAGE_FLAGS, ...AUDIO_FLAGS, ...VIDEO_FLAGS }],
    ] as const) {
      const known = Object.entries<Option<unknown>>(table).flatMap(([option, row]) => {
        const flag = flagOf(option, row);
        return row.hasOff ? [flag, `no-${flag}`] : [flag];
      });
      // Of subcommands and of other commands.
      const others = ['also', 'ulyanov', 'help'];
      const flags = [...guide(name).matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map((match) => match[1]!);
      const unknown = flags.filter((flag) => !known.includes(flag) && !others.includes(flag));
      expect({ name, unknown }).toEqual({ name, unknown: [] });
    }
  });
});

describe('tables', () => {
  it('have columns of one width, and no bars within cells', () => {
    expect(
      tableOf([
        ['a', 'b'],
        ['longer', 'x|y'],
      ]),
    ).toBe('| a      | b    |\n| ------ | ---- |\n| longer | x\\|y |');
  });

  it('replace what a region had, and nothing around it', () => {
    const before = 'x\n<!-- t: made by npm run docs -->\nold\n<!-- end of t -->\ny';
    const after = 'x\n<!-- t: made by npm run docs -->\n\nnew\n\n<!-- end of t -->\ny';
    expect(fillRegion(before, 't', 'new')).toBe(after);
    expect(fillRegion(after, 't', 'new')).toBe(after);
    expect(() => fillRegion(before, 'other', 'new')).toThrow('expected <!-- other');
  });
});

describe('figures within sentences', () => {
  const results = {
    name: 'sound',
    rows: [
      { sounds: 'speech', result: 'ours', gap: '0.8' },
      { sounds: 'speech', result: 'theirs', gap: '0.5' },
    ],
  };
  const figure = (row: string, column: string, value: string) =>
    `x <!-- = sound :: ${row} :: ${column} -->${value}<!-- . --> y`;

  it('are those of the row that is named', () => {
    const before = figure('speech; theirs', 'gap', '?');
    expect(fillFigures(before, () => results)).toBe(figure('speech; theirs', 'gap', '0.5'));
    expect(fillFigures('no figure: 0.7', () => results)).toBe('no figure: 0.7');
  });

  it('are refused if there is no such row or column', () => {
    expect(() => fillFigures(figure('music; ours', 'gap', '?'), () => results)).toThrow(
      'no row "music; ours"',
    );
    expect(() => fillFigures(figure('speech; ours', 'loss', '?'), () => results)).toThrow('no column "loss"');
  });
});
