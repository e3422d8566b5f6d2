import { integerOption } from '../shared/options/numbers.js';
import type { OptionsOf } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { switchOption } from '../shared/options/texts.js';

const SECTION = 'The studio';
const MAX_PORT = 65_535;
/** A folder that is seen, since results are in it. */
const DEFAULT_FOLDER = 'nst-studio';

/** Flags of `nst studio`. */
export const STUDIO_FLAGS = {
  folder: outputOption({
    help: 'where files, results and the history are kept',
    placeholder: '<folder>',
    section: SECTION,
    fallback: DEFAULT_FOLDER,
  }),
  port: integerOption({
    help: 'of this machine; nobody else is let in',
    placeholder: '<n>',
    section: SECTION,
    part: 'run',
    min: 0,
    max: MAX_PORT,
    otherwise: 'one that is free',
  }),
  open: switchOption({
    help: 'open the page in the browser',
    section: SECTION,
    part: 'run',
    hasOff: true,
    fallback: true,
  }),
} as const;

/** Their values. */
export type StudioFlags = OptionsOf<typeof STUDIO_FLAGS>;
