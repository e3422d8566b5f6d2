/** `nst glyph`: text in the style of a picture. */
import { Command } from 'commander';
// Types only: nothing of the library is loaded before the command runs, so that help comes at once.
import type { TransferGlyphOptions, TransferGlyphResult } from '../glyph/index.js';
import { EXIT } from './exitCodes.js';
import { glyphDebug } from './glyphDebug.js';
import { checkOutputs, type GlyphOutputs, variantOutputs, writeLayerFiles } from './glyphOutputs.js';
import { glyphJson, glyphProvenance, glyphSummary } from './glyphReport.js';
import { glyphStyleCommand } from './glyphStyle.js';
import { catchInterrupt } from './interrupt.js';
import { parseDirection, parseNumber } from './parse.js';
import type { Verbosity } from './progress.js';

/** The flags as commander gives them. */
export interface GlyphFlags extends Omit<TransferGlyphOptions, 'text' | 'reporter' | 'signal'> {
  readonly output?: string;
  readonly layers?: string;
  readonly variants: number;
  readonly debug?: string;
  readonly atlas?: string;
  readonly fnt?: string;
  readonly fontOut?: string;
  readonly characters?: string;
  readonly em?: number;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const EXAMPLES = `
Examples:
  nst glyph Hello --style fire.png
  nst glyph Hello --style fire.jpg --style-mask letter.png -o hello.png --size 2048
  nst glyph "Bark & Moss" --style bark.jpg --font Fraktur.ttf --seed 3
  nst glyph --atlas latin --style fire.png -o sheet.png --fnt json
  nst glyph --font-out blaze.otf --style fire.png
  nst glyph --shape logo.svg --style fire.png --background night.jpg
  nst glyph Gold --layer "gradient colors=#ffe9a6,#b5811f" --layer bevel --layer "shadow distance=6"`;

const DEFAULT_OUTPUT = 'glyph.png';

/** The command, to be added to the program. */
export function glyphCommand(): Command {
  return (
    new Command('glyph')
      .description('write a text in the style of a picture')
      .argument('[text]', 'the text; lines end in a line feed')
      .usage('<text> --style <file> [options]')
      .option('-s, --style <file>', 'an effect shown on lettering, any picture, or a saved style (.nstglyph)')
      .option(
        '--style-mask <file>',
        'white where the style’s lettering is (default: NAME-mask.png, or found)',
      )
      .option('--shape <file>', 'an SVG drawing or a picture, in place of the text')
      .option(
        '--layer <effect>',
        'a layer, e.g. "stroke width=4 color=#fff"; again for the next one above',
        gather,
      )
      .option('--color <colour>', 'of letters without a style, e.g. #f80 or transparent (default: #000)')
      .option('--background <colour|file>', 'what it is laid on')
      .option('-o, --output <file>', `the result: .png, .webp, .avif or .tif (default: ${DEFAULT_OUTPUT})`)
      .option(
        '--size <px>',
        'longer side of the result, with room for the effect (default: 1024)',
        parseNumber,
      )
      .option(
        '--scale <1|2|4>',
        'times that the result is finer than its size says (default: 1)',
        parseNumber,
      )
      .option('--font <file>', 'a TrueType or OpenType font (default: Montserrat Black)')
      .option('--fallback <file...>', 'fonts for what the first one has not')
      .option('--align <where>', 'lines: left, center or right (default: center)')
      .option('--spacing <em>', 'added between letters (default: 0)', parseNumber)
      .option('--line-spacing <factor>', 'on the distance of lines (default: 1)', parseNumber)
      .option('--engine <name>', 'auto or patch (default: auto)')
      .option('--strength <0..1>', 'from plain letters (0) to nothing but effect (default: 1)', parseNumber)
      .option(
        '--direction <way>',
        'which way is up: auto, up, none, or degrees to turn it by',
        parseDirection,
      )
      .option('--layers <folder|.psd>', 'also write it in parts: body, rim, halo, shadow, mask')
      .option('--atlas <latin|file|letters>', 'a sprite sheet of these letters, and its BMFont descriptor')
      .option('--fnt <form>', 'how the descriptor is written: text, xml or json (default: text)')
      .option('--font-out <file>', 'a colour font, .otf or .ttf, and beside it one of its outlines')
      .option('--characters <latin|file|letters>', 'of the font (default: those of the sheet, or latin)')
      .option('--em <px>', 'of sheets and fonts: pixels in one em (default: 128)', parseNumber)
      .option('--variants <n>', 'write NAME-1, NAME-2 ... with seeds from --seed on', parseNumber, 1)
      .option('--seed <n>', 'seed of all that is random (default: 0, or that of the style)', parseNumber)
      .option('--threads <n>', 'CPU threads; 0: one for each core', parseNumber, 0)
      .option('--debug <folder>', 'also write the masks of style and text, and where each pixel came from')
      .option('--json', 'print one JSON object about the result')
      .option('--force', 'replace the result if it exists')
      .option('-q, --quiet', 'no progress')
      .option('-v, --verbose', 'every step')
      .addHelpText('after', EXAMPLES)
      .action(run)
      // What follows "style" is meant for that command.
      .enablePositionalOptions()
      .addCommand(glyphStyleCommand())
  );
}

/** An option that may be given several times. */
function gather(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

async function run(text: string | undefined, flags: GlyphFlags): Promise<void> {
  if (flags.atlas !== undefined || flags.fontOut !== undefined) await makeAlphabet(text, flags);
  else await writeText(text, flags);
}

async function makeAlphabet(text: string | undefined, flags: GlyphFlags): Promise<void> {
  const { runAlphabet } = await import('./glyphAlphabet.js');
  const { progressReporter } = await import('./progress.js');
  const reporter = progressReporter(verbosityOf(flags));
  const interrupt = catchInterrupt();
  const report = await runAlphabet(text, flags, reporter, interrupt.signal).finally(() => {
    reporter.stop();
    interrupt.release();
  });
  if (!flags.quiet) process.stderr.write(`${report.lines.join('\n')}\n`);
  if (flags.json) process.stdout.write(`${JSON.stringify(report.json)}\n`);
}

function verbosityOf({ quiet, verbose }: GlyphFlags): Verbosity {
  return quiet ? 'quiet' : verbose ? 'verbose' : 'normal';
}

async function writeText(text: string | undefined, flags: GlyphFlags): Promise<void> {
  const {
    output = DEFAULT_OUTPUT,
    layers,
    variants,
    debug,
    json,
    force = false,
    quiet,
    verbose,
    ...rest
  } = flags;
  const { openTransfer } = await import('../glyph/index.js');
  const { progressReporter } = await import('./progress.js');
  const outputs = variantOutputs({ output, ...(layers !== undefined && { layers }) }, variants);
  await checkOutputs(outputs, { force, inputs: inputsOf(flags) });
  const verbosity: Verbosity = quiet ? 'quiet' : verbose ? 'verbose' : 'normal';
  const reporter = progressReporter(verbosity);
  const interrupt = catchInterrupt();
  const settings = { ...rest, ...(text !== undefined && { text }) };
  const write = async (files: GlyphOutputs, result: TransferGlyphResult) => {
    await writeResult(files, result, settings);
    if (debug !== undefined) await glyphDebug(debug, result);
    if (verbosity !== 'quiet') process.stderr.write(`${glyphSummary(files.output, result)}\n`);
    if (json) process.stdout.write(`${JSON.stringify(glyphJson(files.output, result))}\n`);
    if (result.ended === 'stopped') process.exitCode = EXIT.interrupted;
  };
  try {
    const transfer = await openTransfer({ ...settings, reporter, signal: interrupt.signal });
    try {
      for (const [i, files] of outputs.entries()) {
        if (i > 0 && interrupt.signal.aborted) break;
        await write(files, await transfer.render(transfer.seed + i));
      }
    } finally {
      await transfer.close();
    }
  } finally {
    reporter.stop();
    interrupt.release();
  }
}

async function writeResult(
  files: GlyphOutputs,
  result: TransferGlyphResult,
  settings: TransferGlyphOptions,
): Promise<void> {
  const { toStraight, writePicture } = await import('../glyph/index.js');
  const made = glyphProvenance({ ...settings, seed: result.seed }, result);
  await writePicture(files.output, toStraight(result.picture), made);
  await writeLayerFiles(files, result);
}

function inputsOf({ style, styleMask, shape, font, background, fallback = [] }: GlyphFlags): string[] {
  return [style, styleMask, shape, font, background, ...fallback].filter((file) => file !== undefined);
}
