/** The writing of layers, apart from what they do. */
import { basename } from 'node:path';
import { NstError } from '../../shared/errors.js';

/** Words apart by white space; what is in double quotes stays together. */
const WORD = /(?:[^\s"]|"[^"]*")+/g;

/** The kind of a layer and its settings, each as it is written. */
export function splitLayer(text: string): { readonly kind: string; readonly words: readonly string[] } {
  const [kind = '', ...words] = text.match(WORD) ?? [];
  return { kind, words };
}

/**
 * Settings by name.
 *
 * @throws NstError NST_BAD_OPTION if they are not written as such, or one is there twice
 */
export function splitSettings(kind: string, words: readonly string[]): Map<string, string> {
  const settings = new Map<string, string>();
  for (const text of words) {
    const [, name, value] = /^([a-z-]+)=(.+)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      const example = 'a setting such as opacity=0.5';
      throw new NstError('NST_BAD_OPTION', `layer ${kind}: expected ${example}, found "${text}"`);
    }
    if (settings.has(name)) {
      throw new NstError(
        'NST_BAD_OPTION',
        `layer ${kind}: expected each setting once, found "${name}" again`,
      );
    }
    settings.set(name, value.replaceAll('"', ''));
  }
  return settings;
}

/** The files that a layer names. @throws NstError NST_BAD_OPTION if its settings are not written as such */
export function layerFiles(text: string): string[] {
  const { kind, words } = splitLayer(text);
  const path = splitSettings(kind, words).get('file');
  return path === undefined ? [] : [path];
}

/** A layer without the folders of the files that it names. */
export function shownLayer(text: string): string {
  return text.replaceAll(/(?<=\sfile=)("[^"]*"|\S+)/g, (path) => `"${basename(path.replaceAll('"', ''))}"`);
}
