import type { OptionsOf } from '../shared/options/option.js';
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

/** Their values. */
export type ResultFlags = OptionsOf<typeof RESULT_FLAGS>;

/** Values of those that every run has. */
export type RunFlags = OptionsOf<typeof RUN_FLAGS>;
