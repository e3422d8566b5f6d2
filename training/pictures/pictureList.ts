import { readFileSync } from 'node:fs';

/** Licences under which a picture may be learnt from: they allow weights that anybody may use under any terms. */
const LICENCE = /^(?:public domain|CC0-1\.0|CC-BY-[1-4]\.0|MIT|BSD-[23]-Clause)$/;

/** A picture in a package, and what the package says of it. */
export type ListedPicture = Readonly<{
  /** Its name in the folder that is made, without suffix. */
  id: string;
  /** Name of the package in packages.ts. */
  package: string;
  version: string;
  /** In the package; it goes on into a Qt resource as into a folder. */
  path: string;
  /** Of the file as it is in the package, 64 hexadecimal digits. */
  sha256: string;
  author: string;
  licence: string;
  /** File in the package that states author and licence. */
  statedIn: string;
  /** Pixels, as it is in the package. */
  width: number;
  height: number;
  /** Share of its sides that is cut off all around; 0 if left out. */
  margin?: number;
  /** Never trained on: results are judged with it. */
  heldOut: boolean;
}>;

/** A picture whose style can be learnt, and its title for people. */
export type ListedStyle = ListedPicture & Readonly<{ title: string }>;

/** The name under which a licence is listed, or nothing if nets may not be trained on what is under it. */
export function freeLicence(stated: string): string | undefined {
  const name = stated
    .trim()
    .replace(/^public[ -]domain$/i, 'public domain')
    .replace(/^CC-BY (\d)/, 'CC-BY-$1')
    .replace(/^CC0$/, 'CC0-1.0');
  return LICENCE.test(name) ? name : undefined;
}

/** What is wrong with an entry of a list, a line for each; nothing if it can be used. */
export function entryProblems(entry: ListedPicture): string[] {
  const problems: string[] = [];
  if (!/^[a-z0-9-]+$/.test(entry.id)) problems.push('the id has other characters than a-z, 0-9 and "-"');
  if (!/^[0-9a-f]{64}$/.test(entry.sha256)) problems.push('the digest is not of 64 hexadecimal digits');
  if (freeLicence(entry.licence) !== entry.licence)
    problems.push(`the licence "${entry.licence}" is not a free one`);
  if (!(Math.min(entry.width, entry.height) > 0)) problems.push('it has no size');
  if ((entry.margin ?? 0) < 0 || (entry.margin ?? 0) >= 0.5) problems.push('the margin is not in 0..0.5');
  const texts: (keyof ListedPicture)[] = ['package', 'version', 'path', 'author', 'statedIn'];
  for (const key of texts) if (!entry[key]) problems.push(`"${key}" is empty`);
  return problems.map((problem) => `${entry.id}: ${problem}`);
}

/**
 * Reads photos.json or styles.json.
 *
 * @throws Error for an entry that cannot be used
 */
export function readPictureList<T extends ListedPicture>(path: string): T[] {
  const entries: T[] = JSON.parse(readFileSync(path, 'utf8'));
  const problems = entries.flatMap(entryProblems);
  if (problems.length > 0) throw new Error(`${path}: ${problems[0]}`);
  return entries;
}
