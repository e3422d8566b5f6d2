/** Rows that the tables of several modes have. */
import { DEVICES, type Device } from '../engine/device.js';
import { integerOption, sharesOption } from './numbers.js';
import type { Option } from './option.js';
import { folderOption } from './paths.js';
import { wordOption } from './words.js';

const SECTION = 'How it is computed';
/** More than any computer has. */
const MAX_THREADS = 1024;
/** More than anybody waits for. */
export const MAX_ITERATIONS = 100_000;
/** More than anybody tells apart. */
export const MAX_STYLES = 64;

/** What the work is done on. @param row what is special to the mode */
export function deviceOption(
  row: { readonly help?: string; readonly fallback?: Device; readonly otherwise?: string } = {},
): Option<Device> {
  return wordOption(DEVICES, { help: '', placeholder: '<name>', section: SECTION, part: 'run', ...row });
}

/** CPU threads. */
export function threadsOption(): Option<number> {
  return integerOption({
    help: 'CPU threads; 0: one for each core',
    placeholder: '<n>',
    section: SECTION,
    part: 'run',
    min: 0,
    max: MAX_THREADS,
    fallback: 0,
  });
}

/** Seed of random numbers. @param row what is special to the mode */
export function seedOption(row: {
  readonly help: string;
  readonly fallback?: number;
  readonly otherwise?: string;
}): Option<number> {
  return integerOption({ placeholder: '<n>', section: SECTION, part: 'recipe', min: 0, ...row });
}

/** Share of each style. */
export function styleBlendOption(section: string): Option<readonly number[]> {
  return sharesOption({
    help: 'share of each style, e.g. 0.7 0.3; only their ratios count',
    placeholder: '<shares...>',
    section,
    part: 'recipe',
    otherwise: 'all alike',
  });
}

/** Where fetched weights are. */
export function cacheDirOption(): Option<string> {
  return folderOption({
    help: 'folder of fetched weights',
    section: SECTION,
    part: 'run',
    otherwise: 'the user cache',
    environment: 'NST_CACHE',
  });
}
