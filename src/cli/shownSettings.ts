import { basename } from 'node:path';

/** Flags that say nothing about a result. */
const IRRELEVANT: ReadonlySet<string> = new Set([
  'output',
  'preview',
  'previewEvery',
  'debug',
  'json',
  'force',
  'quiet',
  'verbose',
]);

/**
 * The settings that a result was made with, as they may be written into its file.
 *
 * @param files names of the settings that are files or folders: they are nobody else's business but for the last part
 */
export function shownSettings(settings: object, files: ReadonlySet<string>): Record<string, unknown> {
  const shown = Object.entries(settings)
    .filter(([name, value]) => !IRRELEVANT.has(name) && value !== undefined)
    .map(([name, value]) => [
      name,
      files.has(name) ? [value].flat().map((path) => basename(String(path))) : value,
    ]);
  return Object.fromEntries(shown);
}
