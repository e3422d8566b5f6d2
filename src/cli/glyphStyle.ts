/** `nst glyph style`: a style in one file, for words to come. */
import { Command } from 'commander';
import type { StylePack } from '../glyph/index.js';
import { PACK_OPTIONS } from '../glyph/options.js';
import { filesIn } from '../shared/options/files.js';
import { type OptionsOf, valuesIn } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { suffixedPath } from '../shared/paths.js';
import { packageVersion } from './packageVersion.js';
import { RUN_FLAGS } from './runFlags.js';
import { printJson, say } from './streams.js';
import { addTable } from './tableCommand.js';

const { style: _, ...OPTIONS } = PACK_OPTIONS;

/** Flags of `nst glyph style`. */
export const GLYPH_STYLE_FLAGS = {
  output: outputOption({
    help: 'the style: .nstglyph',
    short: '-o',
    section: 'The saved style',
    otherwise: 'beside the picture',
  }),
  ...OPTIONS,
  json: { ...RUN_FLAGS.json, help: 'print one JSON object about the style' },
  force: { ...RUN_FLAGS.force, help: 'replace the file if it exists' },
  quiet: { ...RUN_FLAGS.quiet, help: 'say nothing' },
} as const;

/** The command, to be added to `glyph`. To write the word "style" itself, add a blank. */
export function glyphStyleCommand(): Command {
  const command = new Command('style')
    .description('save a style with its mask and settings, for --style')
    .argument('<picture>', 'an effect shown on lettering, or any picture');
  return addTable(command, GLYPH_STYLE_FLAGS).action(run);
}

async function run(style: string, flags: OptionsOf<typeof GLYPH_STYLE_FLAGS>): Promise<void> {
  // The library is loaded when the command runs, so that help comes at once.
  const { checkPackPath, makeStylePack, writePack } = await import('../glyph/index.js');
  const { output = suffixedPath(style, '', '.nstglyph'), json, force = false, quiet } = flags;
  await checkPackPath(output, { force, inputs: [style, ...filesIn(GLYPH_STYLE_FLAGS, flags)] });
  const pack = await makeStylePack({ ...valuesIn(OPTIONS, flags), style });
  await writePack(output, pack);
  const { width, height } = pack.style.picture;
  if (!quiet) say(`${output}: ${width}x${height}, ${describe(pack)}`);
  if (json) printJson(jsonOf(output, pack));
}

function describe({ style }: StylePack): string {
  return style.shape ? 'an effect' : 'a texture';
}

function jsonOf(output: string, { style, seed, direction }: StylePack) {
  const { picture, shapeOrigin } = style;
  const { width, height } = picture;
  return { output, width, height, styleShape: shapeOrigin, seed, direction, version: packageVersion() };
}
