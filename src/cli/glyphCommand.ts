/** `nst glyph`: text in the style of a picture. */
import { Command } from 'commander';
import { NstError } from '../shared/errors.js';
import type { GlyphFlags } from './glyphFlags.js';
import { glyphStyleCommand } from './glyphStyle.js';
import { DEFAULT_OUTPUT, writeText } from './glyphText.js';
import { restoreArguments } from './greedyOptions.js';
import { parseDirection, parseNumber } from './parse.js';
import { printJson, say } from './streams.js';
import { passOptionsOn } from './subcommands.js';
import { addRunOptions, withProgress } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst glyph Hello --style fire.png
  nst glyph Hello --style fire.jpg --style-mask letter.png -o hello.png --size 2048
  nst glyph "Bark & Moss" --style bark.jpg --font Fraktur.ttf --seed 3
  nst glyph --atlas latin --style fire.png -o sheet.png --fnt json
  nst glyph --font-out blaze.otf --style fire.png
  nst glyph --shape logo.svg --style fire.png --background night.jpg
  nst glyph Gold --layer "gradient colors=#ffe9a6,#b5811f" --layer bevel --layer "shadow distance=6"`;

/** The command, to be added to the program. */
export function glyphCommand(): Command {
  const command = new Command('glyph')
    .description('write a text in the style of a picture')
    .argument('[text...]', 'the text, in quotes if it has blanks; lines end in a line feed')
    .usage('<text> --style <file> [options]')
    .option('-s, --style <file>', 'an effect shown on lettering, any picture, or a saved style (.nstglyph)')
    .option('--style-mask <file>', 'white where the style’s lettering is (default: NAME-mask.png, or found)')
    .option('--shape <file>', 'an SVG drawing or a picture, in place of the text')
    .option(
      '--layer <effect>',
      'a layer, e.g. "stroke width=4 color=#fff"; again for the next one above',
      gather,
    )
    .option('--color <colour>', 'of letters without a style, e.g. #f80 or transparent (default: #000)')
    .option('--background <colour|file>', 'what it is laid on')
    .option('-o, --output <file>', `the result: .png, .webp, .avif or .tif (default: ${DEFAULT_OUTPUT})`)
    .option('--size <px>', 'longer side of the result, with room for the effect (default: 1024)', parseNumber)
    .option('--scale <1|2|4>', 'times that the result is finer than its size says (default: 1)', parseNumber)
    .option('--font <file>', 'a TrueType or OpenType font (default: Montserrat Black)')
    .option('--fallback <file...>', 'fonts for what the first one has not')
    .option('--align <where>', 'lines: left, center or right (default: center)')
    .option('--spacing <em>', 'added between letters (default: 0)', parseNumber)
    .option('--line-spacing <factor>', 'on the distance of lines (default: 1)', parseNumber)
    .option('--engine <name>', 'auto, patch, bands (of a network), or teffect2017 (as published)')
    .option('--deform <0..1>', 'how much the outline bends to the style’s (default: 0)', parseNumber)
    .option('--strength <0..1>', 'from plain letters (0) to nothing but effect (default: 1)', parseNumber)
    .option('--direction <way>', 'which way is up: auto, up, none, or degrees to turn it by', parseDirection)
    .option('--layers <folder|.psd>', 'also write it in parts: body, rim, halo, shadow, mask')
    .option('--frames <folder|.gif|.webp>', 'also move as an animated style does (GIF, WebP or a folder)')
    .option('--atlas <latin|file|letters>', 'a sprite sheet of these letters, and its BMFont descriptor')
    .option('--fnt <form>', 'how the descriptor is written: text, xml or json (default: text)')
    .option('--font-out <file>', 'a colour font, .otf or .ttf, and beside it one of its outlines')
    .option('--characters <latin|file|letters>', 'of the font (default: those of the sheet, or latin)')
    .option('--em <px>', 'of sheets and fonts: pixels in one em (default: 128)', parseNumber)
    .option('--variants <n>', 'write NAME-1, NAME-2 ... with seeds from --seed on', parseNumber, 1)
    .option('--seed <n>', 'seed of all that is random (default: 0, or that of the style)', parseNumber)
    .option('--device <name>', 'of the engine of bands: auto, cpu, cuda, webgpu, coreml, dml or tfjs')
    .option('--threads <n>', 'CPU threads; 0: one for each core', parseNumber, 0)
    .option('--preview <file>', 'first write how it will look, small')
    .option('--debug <folder>', 'also write the masks of style and text, and where each pixel came from');
  addRunOptions(command).addHelpText('after', EXAMPLES).action(run);
  return passOptionsOn(command).addCommand(glyphStyleCommand());
}

/** An option that may be given several times. */
function gather(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** @throws NstError NST_BAD_OPTION for several texts, which are one without its quotes */
function oneText(words: readonly string[]): string | undefined {
  if (words.length < 2) return words[0];
  const advice = `put quotes around the text: "${words.join(' ')}"`;
  throw new NstError('NST_BAD_OPTION', `text: expected one argument, found ${words.length}; ${advice}`);
}

async function run(words: readonly string[], flags: GlyphFlags): Promise<void> {
  const text = oneText(words);
  const hasLetters = [text, flags.shape, flags.atlas, flags.fontOut].some((letters) => letters !== undefined);
  const restored = hasLetters ? undefined : restoreArguments(flags, ['fallback'], 1);
  await write(restored?.taken[0] ?? text, restored?.options ?? flags);
}

async function write(text: string | undefined, flags: GlyphFlags): Promise<void> {
  if (flags.atlas !== undefined || flags.fontOut !== undefined) return makeAlphabet(text, flags);
  const unused = (['fnt', 'characters', 'em'] as const).find((name) => flags[name] !== undefined);
  if (unused === undefined) return writeText(text, flags);
  throw new NstError('NST_BAD_OPTION', `${unused}: is for --atlas and --font-out; add one, or leave it out`);
}

async function makeAlphabet(text: string | undefined, flags: GlyphFlags): Promise<void> {
  const { runAlphabet } = await import('./glyphAlphabet.js');
  const report = await withProgress(flags, ({ reporter, signal }) =>
    runAlphabet(text, flags, reporter, signal),
  );
  if (!flags.quiet) for (const line of report.lines) say(line);
  if (flags.json) printJson(report.json);
}
