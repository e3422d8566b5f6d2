import { integerOption, numberOption } from '../shared/options/numbers.js';
import type { OptionsOf } from '../shared/options/option.js';
import { outputOption } from '../shared/options/paths.js';
import { switchOption } from '../shared/options/texts.js';

const SECTION = 'The studio';
const MAX_PORT = 65_535;
/** A folder that is seen, since results are in it. */
const DEFAULT_FOLDER = 'nst-studio';

/** Some dozen films with their results. */
const DEFAULT_ROOM_GB = 10;
/** No disk is larger. */
const MAX_ROOM_GB = 1_000_000;

/** Flags of `nst studio`. */
export const STUDIO_FLAGS = {
  folder: outputOption({
    help: 'where files, results and the history are kept',
    placeholder: '<folder>',
    section: SECTION,
    fallback: DEFAULT_FOLDER,
  }),
  room: numberOption({
    help: 'what the folder may take of the disk, in GB',
    placeholder: '<GB>',
    section: SECTION,
    part: 'run',
    min: 0.01,
    max: MAX_ROOM_GB,
    fallback: DEFAULT_ROOM_GB,
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
