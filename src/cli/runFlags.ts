import type { OptionsOf } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { switchOption } from '../shared/options/texts.js';

const SECTION = 'What is told';

/** Flags that say how a run is reported. */
export const RUN_FLAGS = {
  json: switchOption({ help: 'print one JSON object about the result', section: SECTION, part: 'output' }),
  force: switchOption({ help: 'replace the result if it exists', section: SECTION, part: 'output' }),
  quiet: switchOption({ help: 'no progress', short: '-q', section: SECTION, part: 'output' }),
  verbose: switchOption({ help: 'every step', short: '-v', section: SECTION, part: 'output' }),
} as const;

/** The same of runs that can be made again. */
export const RESULT_FLAGS = {
  ...RUN_FLAGS,
  sidecar: switchOption({
    help: 'write how it was made beside the result, as JSON; nst rerun makes it again',
    section: SECTION,
    part: 'output',
  }),
} as const;

/** The same of runs that may take long, and go on after they were broken off. */
export const LONG_RUN_FLAGS = {
  ...RESULT_FLAGS,
  checkpoint: outputOption({
    help: 'keep here where the run stands; the same command goes on from there, even after a crash',
    section: SECTION,
  }),
} as const;

/** Their values. */
export type LongRunFlags = OptionsOf<typeof LONG_RUN_FLAGS>;

/** Values of those of a result. */
export type ResultFlags = OptionsOf<typeof RESULT_FLAGS>;

/** Values of those that every run has. */
export type RunFlags = OptionsOf<typeof RUN_FLAGS>;
