/** `nst audio style`: keeps the style of a sound, to be used in place of it. */
import { Command } from 'commander';
import { STYLE_OPTIONS } from '../audio/options.js';
import { type OptionsOf, valuesIn } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { checkOutputPath } from '../shared/outputPath.js';
import { suffixedPath } from '../shared/paths.js';
import { RUN_FLAGS } from './runFlags.js';
import { say } from './streams.js';
import { addTable } from './tableCommand.js';

/** Flags of `nst audio style`. */
export const AUDIO_STYLE_FLAGS = {
  output: outputOption({
    help: 'the saved style: .nststyle',
    short: '-o',
    section: 'The saved style',
    otherwise: 'beside the sound',
  }),
  ...STYLE_OPTIONS,
  force: { ...RUN_FLAGS.force, help: 'replace the saved style if it exists' },
  quiet: { ...RUN_FLAGS.quiet, help: 'say nothing' },
} as const;

const EXPLANATION = `
Where the style is used, --preset, --network, --rhythm and --seed have to be the same.

Example:
  nst audio style guitar.wav -o guitar.nststyle
  nst audio voice.wav --style guitar.nststyle`;

/** The command, to be added to `nst audio`. */
export function audioStyleCommand(): Command {
  const command = new Command('style')
    .description('save the style of a sound')
    .argument('<sound>', 'the sound');
  return addTable(command, AUDIO_STYLE_FLAGS).addHelpText('after', EXPLANATION).action(run);
}

async function run(sound: string, flags: OptionsOf<typeof AUDIO_STYLE_FLAGS>): Promise<void> {
  const { output = suffixedPath(sound, '', '.nststyle'), force = false, quiet } = flags;
  const { captureStyle, checkStylePath, writeStyle } = await import('../audio/index.js');
  checkStylePath(output);
  await checkOutputPath(output, { force, inputs: [sound] });
  const style = await captureStyle({ ...valuesIn(STYLE_OPTIONS, flags), sound });
  await writeStyle(output, style);
  if (!quiet) say(`${output}: the style of ${sound}`);
}
