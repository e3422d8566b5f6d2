/** What the licence of a base font asks of the fonts that are made from it. */
import { NstError } from '../../shared/errors.js';
import { NAME } from './tables/names.js';

/** Bits of `fsType` in the table "OS/2". */
const RESTRICTED = 0x0002;
const NO_SUBSETS = 0x0100;
const FS_TYPE_OFFSET = 8;
const OPEN_LICENCES = /open font license|\bOFL\b|apache|\bMIT\b|public domain|CC0|ubuntu font/i;

/** Names that a copyright notice reserves: in quotes if any are, else up to the end of the sentence. */
export function reservedNames(notice: string): string[] {
  const [, listing] = /reserved font names?:?\s+(.*)/is.exec(notice) ?? [];
  if (listing === undefined) return [];
  const sentence = listing.split(/\.(?:\s|$)|\n/)[0] ?? '';
  const quoted = [...sentence.matchAll(/["'‘’“”]([^"'‘’“”]+)["'‘’“”]/g)].map(([, name]) => name ?? '');
  const names = quoted.length > 0 ? quoted : sentence.split(/,| and /);
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * A font that was changed may not bear the names that its authors reserve (OFL 1.1, condition 3), nor its old name: it would
 * be taken for the other.
 *
 * @throws NstError NST_BAD_OPTION
 */
export function checkFamilyName(family: string, names: ReadonlyMap<number, string>): void {
  const notices = [names.get(NAME.copyright) ?? '', names.get(NAME.licence) ?? ''];
  const taken = notices.flatMap(reservedNames).find((name) => plain(family).includes(plain(name)));
  if (taken !== undefined) {
    const problem = `the licence of the font reserves the name "${taken}", found it in "${family}"`;
    throw new NstError('NST_BAD_OPTION', `font-out: ${problem}; choose a file name without it`);
  }
  const old = names.get(NAME.family);
  if (old === undefined || plain(old) !== plain(family)) return;
  throw new NstError(
    'NST_BAD_OPTION',
    `font-out: the new font would be named "${family}" like the one it is made from; choose another file name`,
  );
}

/** What the user should know before giving the new font to others; empty if its licence is an open one. */
export function licenceWarnings(names: ReadonlyMap<number, string>, os2: Uint8Array | undefined): string[] {
  const warnings: string[] = [];
  const fsType =
    os2 && os2.length >= 10 ? ((os2[FS_TYPE_OFFSET] ?? 0) << 8) | (os2[FS_TYPE_OFFSET + 1] ?? 0) : 0;
  const isForbidden = (fsType & RESTRICTED) !== 0 || (fsType & NO_SUBSETS) !== 0;
  if (isForbidden) warnings.push('the font says of itself that it may not be embedded or cut to a subset');
  const licence = [NAME.licence, NAME.licenceUrl, NAME.copyright].map((id) => names.get(id) ?? '').join(' ');
  if (!OPEN_LICENCES.test(licence)) warnings.push('the font names no open licence');
  return warnings.map((text) => `${text}: make sure that you may change it before you share the new one`);
}
