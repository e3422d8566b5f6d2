import { describe, expect, it } from 'vitest';
import { APPLY_FLAGS } from '../../src/cli/applyFlags.js';
import { AUDIO_EVAL_FLAGS } from '../../src/cli/audioEval.js';
import { AUDIO_FLAGS } from '../../src/cli/audioFlags.js';
import { AUDIO_STYLE_FLAGS } from '../../src/cli/audioStyle.js';
import { BATCH_FLAGS, WORKER_FLAGS } from '../../src/cli/batchFlags.js';
import { GLYPH_FLAGS } from '../../src/cli/glyphFlags.js';
import { GLYPH_STYLE_FLAGS } from '../../src/cli/glyphStyle.js';
import { IMAGE_FLAGS } from '../../src/cli/imageFlags.js';
import { PHOTO_FLAGS } from '../../src/cli/photoFlags.js';
import { RENDER_FLAGS } from '../../src/cli/renderFlags.js';
import { STUDIO_FLAGS } from '../../src/cli/studioFlags.js';
import { TEXTURE_FLAGS } from '../../src/cli/textureFlags.js';
import { TRAIN_FLAGS } from '../../src/cli/trainFlags.js';
import { VIDEO_FLAGS } from '../../src/cli/videoFlags.js';
import { flagOf, isArgument, type OptionTable } from '../../src/shared/options/option.js';
import { nstHere } from '../support/nstHere.js';

/** Flags by command, all of which come of a table. */
const TABLES: readonly (readonly [command: string, table: OptionTable])[] = [
  ['image', IMAGE_FLAGS],
  ['texture', TEXTURE_FLAGS],
  ['photo', PHOTO_FLAGS],
  ['render', RENDER_FLAGS],
  ['apply', APPLY_FLAGS],
  ['video', VIDEO_FLAGS],
  ['train', TRAIN_FLAGS],
  ['batch', BATCH_FLAGS],
  ['worker', WORKER_FLAGS],
  ['studio', STUDIO_FLAGS],
  ['audio', AUDIO_FLAGS],
  ['audio style', AUDIO_STYLE_FLAGS],
  ['audio eval', AUDIO_EVAL_FLAGS],
  ['glyph', GLYPH_FLAGS],
  ['glyph style', GLYPH_STYLE_FLAGS],
];

/** What a help says of each option, by all that stands left of it: `-s, --style <file...>`. */
function described(help: string): Map<string, string> {
  const [, options = ''] = /\nOptions:\n((?: {2}.*\n)*)/.exec(help) ?? [];
  // What does not begin with a dash goes on from the line before.
  const entries = options.split(/\n(?= {2}-)/).map((entry) => {
    const [, flags = '', text = ''] = /^ {2}(\S.*?)(?: {2,}|\n\s*)(\S[\s\S]*)$/.exec(entry) ?? [];
    return [flags, text.trim().replaceAll(/\s+/g, ' ')] as const;
  });
  return new Map(entries);
}

/** The same out of a table. */
function expected(table: OptionTable): Map<string, string> {
  const rows = Object.entries(table).filter(([, row]) => !isArgument(row));
  const entries = rows.map(([name, row]) => {
    const { short, placeholder, help, fallback, otherwise, environment } = row;
    const flag = [`--${flagOf(name, row)}`, placeholder].filter((part) => part !== undefined).join(' ');
    const standard = otherwise ?? (fallback === undefined ? undefined : JSON.stringify(fallback));
    const remarks = [
      ...(standard === undefined ? [] : [`default: ${standard}`]),
      ...(environment === undefined ? [] : [`env: ${environment}`]),
    ];
    // What goes without a value is in brackets of its own.
    const brackets = otherwise === undefined ? [remarks.join(', ')] : remarks;
    const text = [help, ...brackets.filter((remark) => remark !== '').map((remark) => `(${remark})`)].join(
      ' ',
    );
    return [short === undefined ? flag : `${short}, ${flag}`, text] as const;
  });
  const offs = rows.filter(([, { hasOff }]) => hasOff).map(([name, row]) => `--no-${flagOf(name, row)}`);
  return new Map([
    ...entries,
    ...offs.map((flag) => [flag, 'none of it'] as const),
    ['-h, --help', 'print this help'],
  ]);
}

describe.each(TABLES)('nst %s --help', (command, table) => {
  it('says of every option what its table says, and lists no other', async () => {
    const { stdout, code } = await nstHere([...command.split(' '), '--help']);
    expect(code).toBe(0);
    expect(Object.fromEntries(described(stdout))).toEqual(Object.fromEntries(expected(table)));
  });
});
