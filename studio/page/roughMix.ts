import type { RunInfo } from '../../src/studio/wire.js';
import { controlNamed, fieldValue, strengthOtherwise, tabRuns } from './state.js';

/** The strength of a run, if it was said, or the table says it in a number. */
function strengthOf({ fields }: RunInfo): number | undefined {
  const value = fields.strength ?? strengthOtherwise(controlNamed('strength'));
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** Settings but for the strength: what has the same of them differs by the strength alone. */
const withoutStrength = ({ fields: { strength: _, ...others } }: RunInfo) =>
  JSON.stringify(Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A result at another strength, as a mix of two that are there. */
export interface RoughMix {
  /** The weaker one; undefined: the content. */
  readonly weaker: RunInfo | undefined;
  readonly stronger: RunInfo;
  /** Of the stronger one, 0..1. */
  readonly share: number;
}

/**
 * What is nearest to the strength that is set, without computing anything: the two results around it, mixed.
 *
 * @param hasContent whether strength 0 is the content, which can be shown
 * @returns undefined where there is nothing to mix, or the run itself has this strength
 */
export function roughMix(run: RunInfo, hasContent: boolean): RoughMix | undefined {
  const wanted = fieldValue('strength');
  const strength = strengthOf(run);
  if (typeof wanted !== 'number' || strength === undefined || wanted === strength) return undefined;
  const settings = withoutStrength(run);
  const alike = tabRuns.value
    .filter((each) => each.state === 'done' && withoutStrength(each) === settings)
    .map((each) => ({ run: each, strength: strengthOf(each) ?? strength }))
    .sort((a, b) => a.strength - b.strength);
  const above = alike.find(({ strength }) => strength >= wanted);
  const below = alike.findLast(({ strength }) => strength < wanted);
  if (!above || (!below && !hasContent)) return undefined;
  const low = below?.strength ?? 0;
  const share = above.strength === low ? 1 : (wanted - low) / (above.strength - low);
  return { weaker: below?.run, stronger: above.run, share };
}
