/** What kept work was made of: two runs whose manifests are alike make the same, so one may go on with what the other has kept. */

/** Values by their names, as JSON has them. */
export type Manifest = Readonly<Record<string, unknown>>;

/** Digits of a digest that tell files from others. */
export const MANIFEST_DIGITS = 16;

/** A value that two manifests do not have alike, as JSON, or `left out`. */
export interface Difference {
  readonly name: string;
  readonly before: string;
  readonly now: string;
}

/** The first thing that differs; undefined if nothing does. */
export function firstDifference(before: Manifest, now: Manifest): Difference | undefined {
  const shown = (manifest: Manifest, name: string) => JSON.stringify(manifest[name]) ?? 'left out';
  for (const name of new Set([...Object.keys(now), ...Object.keys(before)])) {
    const difference = { name, before: shown(before, name), now: shown(now, name) };
    if (difference.before !== difference.now) return difference;
  }
  return undefined;
}
