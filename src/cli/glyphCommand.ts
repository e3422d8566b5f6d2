/** `nst glyph`: text in the style of a picture. */
import { Command } from 'commander';
// Types only: nothing of the library is loaded before the command runs, so that help comes at once.
import type { Direction, TransferGlyphOptions } from '../glyph/index.js';
import { NstError } from '../shared/errors.js';
import { EXIT } from './exitCodes.js';
import { glyphDebug } from './glyphDebug.js';
import { glyphJson, glyphProvenance, glyphSummary } from './glyphReport.js';
import { catchInterrupt } from './interrupt.js';
import { parseNumber } from './parse.js';
import type { Verbosity } from './progress.js';

/** The flags as commander gives them. */
export interface GlyphFlags extends Omit<TransferGlyphOptions, 'text' | 'reporter' | 'signal'> {
  readonly output?: string;
  readonly debug?: string;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const EXAMPLES = `
Examples:
  nst glyph Hello --style fire.png
  nst glyph Hello --style fire.jpg --style-mask letter.png -o hello.png --size 2048
  nst glyph "Bark & Moss" --style bark.jpg --font Fraktur.ttf --seed 3`;

const DEFAULT_OUTPUT = 'glyph.png';

/** The command, to be added to the program. */
export function glyphCommand(): Command {
  return new Command('glyph')
    .description('write a text in the style of a picture')
    .argument('<text>', 'the text; lines end in a line feed')
    .usage('<text> --style <file> [options]')
    .option('-s, --style <file>', 'an effect shown on lettering, or any picture')
    .option('--style-mask <file>', 'white where the style’s lettering is (default: NAME-mask.png, or found)')
    .option('-o, --output <file>', `the result: .png, .webp, .avif or .tif (default: ${DEFAULT_OUTPUT})`)
    .option('--size <px>', 'longer side of the result, with room for the effect (default: 1024)', parseNumber)
    .option('--scale <1|2|4>', 'times that the result is finer than its size says (default: 1)', parseNumber)
    .option('--font <file>', 'a TrueType or OpenType font (default: Montserrat Black)')
    .option('--fallback <file...>', 'fonts for what the first one has not')
    .option('--align <where>', 'lines: left, center or right (default: center)')
    .option('--spacing <em>', 'added between letters (default: 0)', parseNumber)
    .option('--line-spacing <factor>', 'on the distance of lines (default: 1)', parseNumber)
    .option('--engine <name>', 'auto or patch (default: auto)')
    .option('--strength <0..1>', 'from plain letters (0) to nothing but effect (default: 1)', parseNumber)
    .option('--direction <way>', 'which way is up: auto, up, none, or degrees to turn it by', parseDirection)
    .option('--seed <n>', 'seed of all that is random', parseNumber, 0)
    .option('--threads <n>', 'CPU threads; 0: one for each core', parseNumber, 0)
    .option('--debug <folder>', 'also write the masks of style and text, and where each pixel came from')
    .option('--json', 'print one JSON object about the result')
    .option('--force', 'replace the result if it exists')
    .option('-q, --quiet', 'no progress')
    .option('-v, --verbose', 'every step')
    .addHelpText('after', EXAMPLES)
    .action(run);
}

/** A word, or degrees. */
function parseDirection(text: string): Direction {
  return /^[a-z]/i.test(text) ? (text as Direction) : parseNumber(text);
}

type GivenFlags = Omit<GlyphFlags, 'style'> & Partial<Pick<GlyphFlags, 'style'>>;

async function run(text: string, { style, ...flags }: GivenFlags): Promise<void> {
  if (style === undefined) {
    throw new NstError('NST_BAD_OPTION', 'style: expected a picture, found none; add --style FILE');
  }
  await transfer(text, { ...flags, style });
}

async function transfer(text: string, flags: GlyphFlags): Promise<void> {
  const { transferGlyph, checkOutput, toStraight, writePicture } = await import('../glyph/index.js');
  const { progressReporter } = await import('./progress.js');
  const { output = DEFAULT_OUTPUT, debug, json, force = false, quiet, verbose, ...rest } = flags;
  await checkOutput(output, { force, inputs: inputsOf(flags) });
  const verbosity: Verbosity = quiet ? 'quiet' : verbose ? 'verbose' : 'normal';
  const reporter = progressReporter(verbosity);
  const interrupt = catchInterrupt();
  const result = await transferGlyph({ ...rest, text, reporter, signal: interrupt.signal }).finally(() => {
    reporter.stop();
    interrupt.release();
  });
  await writePicture(output, toStraight(result.picture), glyphProvenance({ text, ...rest }, result));
  if (debug !== undefined) await glyphDebug(debug, result);
  if (verbosity !== 'quiet') process.stderr.write(`${glyphSummary(output, result)}\n`);
  if (json) process.stdout.write(`${JSON.stringify(glyphJson(output, result))}\n`);
  if (result.ended === 'stopped') process.exitCode = EXIT.interrupted;
}

function inputsOf({ style, styleMask, font, fallback = [] }: GlyphFlags): string[] {
  return [style, styleMask, font, ...fallback].filter((file) => file !== undefined);
}
