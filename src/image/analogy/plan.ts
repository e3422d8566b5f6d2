import type { Recipe } from '../recipe.js';
import type { SearchPlan } from './patchMatch.js';

/** What is done at one layer. */
export interface AnalogyLevel extends Omit<SearchPlan, 'reach'> {
  readonly layer: string;
  /** Of the pictures that it looks at, next to the result. */
  readonly scale: number;
  /** The farthest random look; undefined: as far as the picture goes. */
  readonly reach: number | undefined;
  /** Share of the content where it has much to say. */
  readonly contentWeight: number;
  /** Evaluations that rebuild the content and the style for the next level; none at the finest, and before the pictures grow. */
  readonly iterations: readonly [content: number, style: number];
}

/**
 * From coarse to fine. The two coarsest look at pictures of half the size: with the layers of the network that comes along, levels then
 * have the strides 16, 8, 4, 2 and 1 of the paper. Reach and the content's weights are those of Liao et al. (2017), whose coarsest level looks at random all
 * over, too; their passes are 10 everywhere, and their patches 5 x 5 at the two finest levels, where both take the most time.
 */
const LEVELS = [
  { scale: 0.5, reach: undefined, passes: 10, contentWeight: 1 },
  { scale: 0.5, reach: 6, passes: 8, contentWeight: 0.9 },
  { scale: 1, reach: 6, passes: 6, contentWeight: 0.8 },
  { scale: 1, reach: 4, passes: 4, contentWeight: 0.7 },
  { scale: 1, reach: 4, passes: 4, contentWeight: 0.2 },
] as const;
const PATCH_RADIUS = 1;

/** How strength moves the content's weights: they are the published ones at 1/2, nothing at 1, and all that can be at 0. */
function weightAt(published: number, { balance }: Recipe): number {
  const strength = balance.kind === 'weights' ? 0.5 : balance.strength;
  return Math.min(1, 2 * published * (1 - strength));
}

/** The levels of a recipe. @param pyramid layers from coarse to fine */
export function levelsOf(recipe: Recipe, pyramid: readonly string[]): AnalogyLevel[] {
  const total = recipe.iterations ?? recipe.analogy?.iterations ?? 0;
  const rebuilding = LEVELS.flatMap(({ scale }, i) => (LEVELS[i + 1]?.scale === scale ? [i] : []));
  const parts = 2 * rebuilding.length;
  /** Of one picture at one level; what does not go into equal parts goes to the first. */
  const share = (level: number, picture: number) => {
    const part = 2 * rebuilding.indexOf(level) + picture;
    return part < 0 ? 0 : Math.floor(total / parts) + (part < total % parts ? 1 : 0);
  };
  return pyramid.map((layer, i) => {
    const { contentWeight, ...search } = LEVELS[i] ?? LEVELS[LEVELS.length - 1]!;
    return {
      layer,
      ...search,
      patchRadius: PATCH_RADIUS,
      contentWeight: weightAt(contentWeight, recipe),
      iterations: [share(i, 0), share(i, 1)] as const,
    };
  });
}
