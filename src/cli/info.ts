/** `nst info`: what a result says of how it was made. */
import { Command } from 'commander';
import { NstError } from '../shared/errors.js';
import { readInputFile } from '../shared/inputFile.js';
import type { OptionsOf } from '../shared/options/option.js';
import type { Provenance } from '../shared/provenance.js';
import { RUN_FLAGS } from './runFlags.js';
import { print, printJson } from './streams.js';
import { addTable } from './tableCommand.js';

const FLAGS = { json: { ...RUN_FLAGS.json, help: 'print JSON' } } as const;

const EXPLANATION = `
Results carry the settings that they were made with, files by their names alone: pictures as XMP, sounds as a
comment that players show.

Example:
  nst info photo-styled.png`;

/** Four hours of stereo at 16 bit. */
const MAX_SOUND_BYTES = 2 ** 31 - 1;
const SIGNATURE_BYTES = 4;
const SOUNDS: readonly string[] = ['RIFF', 'fLaC'];

/** The command, to be added to the program. */
export function infoCommand(): Command {
  return addTable(new Command('info'), FLAGS)
    .description('the settings that a picture or a sound was made with')
    .argument('<file>', 'a result of nst: picture, WAV or FLAC')
    .addHelpText('after', EXPLANATION)
    .action(run);
}

async function run(file: string, { json }: OptionsOf<typeof FLAGS>): Promise<void> {
  const provenance = await provenanceOf(file);
  if (!provenance) {
    const problem =
      'expected a result of nst, found no settings in it; other programs may have left them out';
    throw new NstError('NST_BAD_INPUT', `${file}: ${problem}`);
  }
  const settings = settingsOf(provenance);
  if (json) return printJson({ creator: provenance.creator, settings }, 2);
  print(provenance.creator);
  for (const [name, value] of Object.entries(settings)) print(`  ${name}: ${shown(value)}`);
}

async function provenanceOf(file: string): Promise<Provenance | undefined> {
  const rules = { expected: 'a picture or a sound', maxBytes: MAX_SOUND_BYTES };
  const bytes = await readInputFile(file, rules);
  if (SOUNDS.includes(bytes.toString('latin1', 0, SIGNATURE_BYTES))) {
    const { readSoundProvenance } = await import('../audio/index.js');
    return readSoundProvenance(bytes);
  }
  const { readPictureProvenance } = await import('../shared/pictures/readProvenance.js');
  return readPictureProvenance(file);
}

/** Parameters are JSON, unless somebody changed them. */
function settingsOf({ parameters }: Provenance): object {
  try {
    const value: unknown = JSON.parse(parameters);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Shown as they are.
  }
  return { parameters };
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
