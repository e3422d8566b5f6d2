import { checkOneOf } from '../check.js';
import type { Option } from '../options/option.js';
import { repeatedOption } from '../options/texts.js';
import { NO_LAYERS, openTerm } from './openTerm.js';
import { parseTerm } from './parseTerm.js';
import { TERMS, type TermName, type TermSpec } from './registry.js';

/** More than a recipe could balance. */
const MAX_TERMS = 100;
/** @throws NstError NST_BAD_OPTION for a kind or a setting that there is not */
function checkTerm(spec: TermSpec): void {
  checkOneOf('term', spec.kind, Object.keys(TERMS) as TermName[]);
  openTerm(spec, NO_LAYERS);
}

/** Losses that are added to those of the preset. */
export function termsOption(section: string): Option<readonly TermSpec[]> {
  return repeatedOption({
    help: 'add a loss, e.g. "laplacian:weight=0.3,pool=4"; again for the next one; see nst terms',
    placeholder: '<text>',
    flag: 'term',
    section,
    part: 'recipe',
    read: parseTerm,
    check: checkTerm,
    max: MAX_TERMS,
    what: 'terms',
  });
}
