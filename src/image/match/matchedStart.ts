import type { Picture } from '../../shared/pictures/picture.js';
import type { Sight } from '../align/sight.js';
import type { TransferInputs } from '../inputs.js';
import type { MatchPlan } from '../recipe.js';
import { combineWeights } from '../stageInputs.js';
import { matchRegions, type RegionSource } from './matchRegions.js';
import { type Recolouring, recolour } from './recolour.js';

/** How regions are found. */
export interface MatchSetting {
  readonly sight: Sight;
  readonly plan: MatchPlan;
  /** Of each style, in all 1. */
  readonly shares: readonly number[];
}

/** The pictures of a run, and what they are called. */
function sourcesOf({
  content,
  styles,
  object,
  names = [],
}: TransferInputs): [RegionSource, ...RegionSource[]] {
  const [name = 'the content', ...styleNames] = names;
  return [
    { name, picture: content, counts: combineWeights(object, content.alpha) },
    ...styles.map(({ picture, regions: [mask] }, i) => ({
      name: styleNames[i] ?? `style ${i + 1}`,
      picture,
      counts: combineWeights(mask, picture.alpha),
    })),
  ];
}

const scaled = (plane: Float32Array, factor: number) => plane.map((value) => factor * value);

/** Regions that are found. */
async function foundParts(
  inputs: TransferInputs,
  { sight, plan, shares }: MatchSetting,
): Promise<Recolouring[]> {
  const { content, styles } = await matchRegions(sight, sourcesOf(inputs), plan);
  return inputs.styles.flatMap(({ picture: style, regions: [mask] }, i) =>
    content.map((plane, region) => ({
      plane: scaled(plane, shares[i]!),
      style,
      weights: combineWeights(styles[i]![region], mask),
    })),
  );
}

/** Regions that are given: each label, or each style, has one. */
function givenParts(
  { contentMasks, isByLabel, styles }: TransferInputs,
  shares: readonly number[],
): Recolouring[] {
  return isByLabel
    ? styles.flatMap(({ picture: style, regions }, i) =>
        contentMasks.map((plane, label) => ({
          plane: scaled(plane, shares[i]!),
          style,
          weights: regions[label],
        })),
      )
    : styles.map(({ picture: style, regions }, i) => ({
        plane: contentMasks[i]!,
        style,
        weights: regions[0],
      }));
}

/**
 * What a run starts from: the content, each region in the colours of the style's regions that are like it. Where strokes go is
 * settled by then; the losses alone say only what there is of everything.
 *
 * @throws NstError NST_BAD_INPUT for a picture with fewer regions than there are to be
 */
export async function matchedStart(inputs: TransferInputs, setting: MatchSetting): Promise<Picture> {
  const parts =
    inputs.contentMasks.length > 0 ? givenParts(inputs, setting.shares) : await foundParts(inputs, setting);
  const { amount } = setting.plan;
  const taken = parts.map((part) => ({ ...part, plane: scaled(part.plane, amount) }));
  return recolour(inputs.content, taken);
}
