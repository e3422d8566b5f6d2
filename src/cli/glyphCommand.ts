/** `nst glyph`: text in the style of a picture. */
import { Command } from 'commander';
import type { PlannedJob } from '../jobs/kind.js';
import { NstError } from '../shared/errors.js';
import { GLYPH_FLAGS, type GlyphFlags, ONLY_ALPHABETS } from './glyphFlags.js';
import { glyphStyleCommand } from './glyphStyle.js';
import { planText } from './glyphText.js';
import { textOf } from './glyphWords.js';
import { restoreArguments } from './greedyOptions.js';
import { jobKind } from './jobKind.js';
import { passOptionsOn } from './subcommands.js';
import { addTable, greedyNames } from './tableCommand.js';
import { runPlanned } from './transferRun.js';

const EXAMPLES = `
Examples:
  nst glyph Hello --style fire.png
  nst glyph Hello --style fire.jpg --style-mask letter.png -o hello.png --size 2048
  nst glyph "Bark & Moss" --style bark.jpg --font Fraktur.ttf --seed 3
  date | nst glyph - --color "#124" --layer "glow color=#fd8"
  nst glyph --atlas latin --style fire.png -o sheet.png --fnt json
  nst glyph --font-out blaze.otf --style fire.png
  nst glyph --shape logo.svg --style fire.png --background night.jpg
  nst glyph Gold --layer "gradient colors=#ffe9a6,#b5811f" --layer bevel --layer "shadow distance=6"`;

/** The command, to be added to the program. */
export function glyphCommand(): Command {
  const command = new Command('glyph')
    .description('write a text in the style of a picture')
    .usage('<text> --style <file> [options]');
  addTable(command, GLYPH_FLAGS).addHelpText('after', EXAMPLES).action(run);
  return passOptionsOn(command).addCommand(glyphStyleCommand());
}

async function run(words: readonly string[], flags: GlyphFlags): Promise<void> {
  const text = await textOf(words, flags);
  const hasLetters = [text, flags.shape, flags.atlas, flags.fontOut].some((letters) => letters !== undefined);
  const restored = hasLetters ? undefined : restoreArguments(flags, greedyNames(GLYPH_FLAGS), 1);
  const options = restored?.options ?? flags;
  await runPlanned(options, await planOf(restored?.taken[0] ?? text, options));
}

/** The command as a job. */
export const GLYPH_JOBS = jobKind('glyph', GLYPH_FLAGS, async (flags) =>
  planOf(await textOf(flags.text === undefined ? [] : [flags.text].flat(), flags), flags),
);

async function planOf(text: string | undefined, flags: GlyphFlags): Promise<PlannedJob> {
  if (flags.atlas !== undefined || flags.fontOut !== undefined) return planAlphabet(text, flags);
  const unused = ONLY_ALPHABETS.find((name) => flags[name] !== undefined);
  if (unused === undefined) return planText(text, flags);
  throw new NstError('NST_BAD_OPTION', `${unused}: is for --atlas and --font-out; add one, or leave it out`);
}

async function planAlphabet(text: string | undefined, flags: GlyphFlags): Promise<PlannedJob> {
  const { planLetters } = await import('./glyphAlphabet.js');
  return planLetters(text, flags);
}
