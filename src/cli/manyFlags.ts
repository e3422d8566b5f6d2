import { switchOption } from '../shared/options/texts.js';
import { workersOption } from './workersOption.js';

const SECTION = 'Many at once';

const retry = switchOption({
  help: 'of several results, only those that failed before',
  section: SECTION,
  part: 'output',
});
const workers = workersOption({
  help: 'results that are worked on at the same time, where there are several',
  section: SECTION,
  otherwise: 'one for each core, as far as memory allows',
});

/** Flags of commands that do several files in one process. */
export const MANY_FLAGS = { retry, workers } as const;

/** The same of those with styles. */
export const EACH_FLAGS = {
  each: switchOption({
    help: 'a result for each style, rather than one of all',
    section: SECTION,
    part: 'output',
  }),
  ...MANY_FLAGS,
} as const;

/** Names of all of them, which are no options of a job. */
export const NAMES_OF_MANY: readonly string[] = Object.keys(EACH_FLAGS);
