/** `nst audio style`: keeps the style of a sound, to be used in place of it. */
import { Command } from 'commander';
import type { CaptureStyleOptions } from '../audio/index.js';
import { checkOutputPath } from '../shared/outputPath.js';
import { suffixedPath } from '../shared/paths.js';
import { parseNumber } from './parse.js';
import { say } from './streams.js';

interface StyleFlags
  extends Pick<CaptureStyleOptions, 'preset' | 'network' | 'rhythm' | 'seed' | 'device' | 'threads'> {
  readonly output?: string;
  readonly ffmpeg: string;
  readonly force?: boolean;
  readonly quiet?: boolean;
}

const EXPLANATION = `
Where the style is used, --preset, --network, --rhythm and --seed have to be the same.

Example:
  nst audio style guitar.wav -o guitar.nststyle
  nst audio voice.wav --style guitar.nststyle`;

/** The command, to be added to `nst audio`. */
export function audioStyleCommand(): Command {
  return new Command('style')
    .description('save the style of a sound')
    .argument('<sound>', 'the sound')
    .option('-o, --output <file>', 'the saved style: .nststyle (default: beside the sound)')
    .option('--preset <name>', 'of the transfers that it is for')
    .option('--network <name>', 'of the transfers that it is for')
    .option('--rhythm <whose>', 'of the transfers that it is for')
    .option('--seed <n>', 'of the transfers that it is for', parseNumber)
    .option('--device <name>', 'auto, cpu, cuda, webgpu, coreml, dml or tfjs')
    .option('--threads <n>', 'CPU threads; 0: one for each core', parseNumber)
    .option('--ffmpeg <program>', 'ffmpeg, for files that are not built in', 'ffmpeg')
    .option('--force', 'replace the saved style if it exists')
    .option('-q, --quiet', 'say nothing')
    .addHelpText('after', EXPLANATION)
    .action(run);
}

async function run(sound: string, flags: StyleFlags): Promise<void> {
  const { output = suffixedPath(sound, '', '.nststyle'), force = false, quiet, ffmpeg, ...options } = flags;
  const { captureStyle, checkStylePath, writeStyle } = await import('../audio/index.js');
  checkStylePath(output);
  await checkOutputPath(output, { force, inputs: [sound] });
  const style = await captureStyle({ ...options, sound, ffmpegPath: ffmpeg });
  await writeStyle(output, style);
  if (!quiet) say(`${output}: the style of ${sound}`);
}
