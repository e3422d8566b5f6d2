import { NAME, readNames, writeNames } from './tables/names.js';
import type { FontTables } from './tables/sfnt.js';

/** What stays of the names of the base font: who made it, and under which licence. */
const KEPT = [
  ...[NAME.copyright, NAME.version, NAME.manufacturer, NAME.designer, NAME.vendorUrl, NAME.designerUrl],
  ...[NAME.licence, NAME.licenceUrl],
];
const STYLE = 'Regular';
const MAX_POSTSCRIPT = 63;

/** A name that PostScript can bear: ASCII without blanks, brackets and the like. */
export function postScriptName(family: string): string {
  const plain = family.normalize('NFKD').replaceAll(/[^A-Za-z0-9-]/g, '');
  return `${plain === '' ? 'Font' : plain}-${STYLE}`.slice(-MAX_POSTSCRIPT);
}

/** The table "name" of a font that is made from another: a family of its own, with the notices of the other. */
export function familyNames(family: string, base: FontTables): Uint8Array {
  const old = readNames(base.get('name') ?? new Uint8Array());
  const names = new Map<number, string>();
  for (const id of KEPT) {
    const text = old.get(id);
    if (text !== undefined) names.set(id, text);
  }
  const origin = old.get(NAME.full) ?? old.get(NAME.family) ?? 'another font';
  names.set(NAME.family, family);
  names.set(NAME.subfamily, STYLE);
  names.set(NAME.full, family);
  names.set(NAME.postScript, postScriptName(family));
  names.set(NAME.unique, `nst;${postScriptName(family)}`);
  names.set(NAME.description, `Made from ${origin}: its letters in the style of a picture.`);
  return writeNames(names);
}
