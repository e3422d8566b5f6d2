/** `nst glyph style`: a style in one file, for words to come. */
import { Command } from 'commander';
// Types only: nothing of the library is loaded before the command runs, so that help comes at once.
import type { StylePack, StylePackOptions } from '../glyph/index.js';
import { suffixedPath } from '../shared/paths.js';
import { packageVersion } from './packageVersion.js';
import { parseDirection, parseNumber } from './parse.js';
import { printJson, say } from './streams.js';

interface StyleFlags extends Omit<StylePackOptions, 'style'> {
  readonly output?: string;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

/** The command, to be added to `glyph`. To write the word "style" itself, add a blank. */
export function glyphStyleCommand(): Command {
  return new Command('style')
    .description('save a style with its mask and settings, for --style')
    .argument('<picture>', 'an effect shown on lettering, or any picture')
    .option('--style-mask <file>', 'white where the style’s lettering is (default: NAME-mask.png, or found)')
    .option('-o, --output <file>', 'the style: .nstglyph (default: beside the picture)')
    .option('--direction <way>', 'which way is up: auto, up, none, or degrees to turn it by', parseDirection)
    .option('--seed <n>', 'seed for the words to come (default: 0)', parseNumber)
    .option('--json', 'print one JSON object about the style')
    .option('--force', 'replace the file if it exists')
    .option('-q, --quiet', 'say nothing')
    .action(run);
}

async function run(style: string, flags: StyleFlags): Promise<void> {
  const { checkPackPath, makeStylePack, writePack } = await import('../glyph/index.js');
  const { output = suffixedPath(style, '', '.nstglyph'), json, force = false, quiet, ...options } = flags;
  const { styleMask } = options;
  const inputs = [style, styleMask].filter((file) => file !== undefined);
  await checkPackPath(output, { force, inputs });
  const pack = await makeStylePack({ ...options, style });
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
