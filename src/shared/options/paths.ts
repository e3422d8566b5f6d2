/** Options that name files and folders. */
import { basename } from 'node:path';
import { checkInteger } from '../check.js';
import type { Option, OptionRow } from './option.js';

const anything = () => {};

/** Without the folders that they lie in. */
const namesOf = (paths: string | readonly string[]): string[] => [paths].flat().map((path) => basename(path));

/** A file that is read. */
export function fileOption(row: OptionRow<string>): Option<string> {
  return {
    placeholder: '<file>',
    ...row,
    form: { kind: 'file' },
    parse: (text) => text,
    check: anything,
    files: (path) => [path],
    shown: namesOf,
  };
}

/** Files that are read, all behind one flag. @param row with `most`: how many there may be, and what they are called */
export function filesOption({
  most,
  ...row
}: OptionRow<readonly string[]> & {
  readonly most?: { readonly count: number; readonly what: string };
}): Option<readonly string[]> {
  return {
    placeholder: '<file...>',
    ...row,
    form: { kind: 'files' },
    parse: (text, before = []) => [...before, text],
    check: (name, value) => {
      const { length } = value as readonly string[];
      if (most) checkInteger(`${name} (number of ${most.what})`, length, 0, most.count);
    },
    files: (paths) => [paths].flat(),
    shown: namesOf,
  };
}

/** A file that is read, or something else that is written in its place. @param isFile tells which it is */
export function maybeFileOption({
  isFile,
  ...row
}: OptionRow<string> & { readonly isFile: (text: string) => boolean }): Option<string> {
  return {
    ...row,
    form: { kind: 'text-or-file' },
    parse: (text) => text,
    check: anything,
    files: (text) => (isFile(text) ? [text] : []),
    shown: (text) => (isFile(text) ? namesOf(text) : text),
  };
}

/** A folder that is looked into. */
export function folderOption(row: OptionRow<string>): Option<string> {
  return {
    placeholder: '<folder>',
    ...row,
    form: { kind: 'machine' },
    parse: (text) => text,
    check: anything,
    shown: namesOf,
  };
}

/** Where something is written. */
export function outputOption(row: Omit<OptionRow<string>, 'part'>): Option<string> {
  return {
    placeholder: '<file>',
    ...row,
    form: { kind: 'machine' },
    part: 'output',
    parse: (text) => text,
    check: anything,
    shown: namesOf,
  };
}

/** A program that is called. */
export function programOption(row: OptionRow<string>): Option<string> {
  return {
    placeholder: '<program>',
    ...row,
    form: { kind: 'machine' },
    parse: (text) => text,
    check: anything,
    shown: namesOf,
  };
}
