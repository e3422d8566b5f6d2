import { checkOneOf } from '../check.js';
import { NstError } from '../errors.js';
import type { Option } from '../options/option.js';
import { repeatedOption } from '../options/texts.js';
import type { ParameterTable } from '../parameters/parameter.js';
import { NO_LAYERS, openTerm } from './openTerm.js';
import { parseTerm } from './parseTerm.js';
import { TERMS, type TermName, type TermSpec } from './registry.js';
import type { Medium, Term } from './term.js';

/** More than a recipe could balance. */
const MAX_TERMS = 100;

/** What a term can be added to. */
export const mediaOf = (kind: TermName): readonly Medium[] => {
  const { media = ['pictures', 'sounds'] } = TERMS[kind] as Pick<Term<ParameterTable>, 'media'>;
  return media;
};

/** @throws NstError NST_BAD_OPTION for a kind or a setting that there is not, or a term of another medium */
function checkTerm(spec: TermSpec, medium: Medium): void {
  checkOneOf('term', spec.kind, Object.keys(TERMS) as TermName[]);
  const media = mediaOf(spec.kind);
  if (!media.includes(medium)) {
    const problem = `expected a term for ${medium}, found one for ${media.join(' and ')}; nst terms lists all`;
    throw new NstError('NST_BAD_OPTION', `term ${spec.kind}: ${problem}`);
  }
  openTerm(spec, NO_LAYERS);
}

/** Losses that are added to those of the preset. @param example a term with settings, for the help */
export function termsOption(section: string, medium: Medium, example: string): Option<readonly TermSpec[]> {
  return repeatedOption({
    help: `add a loss, e.g. "${example}"; again for the next one; see nst terms`,
    placeholder: '<text>',
    flag: 'term',
    section,
    part: 'recipe',
    read: parseTerm,
    check: (spec) => checkTerm(spec, medium),
    max: MAX_TERMS,
    what: 'terms',
  });
}
