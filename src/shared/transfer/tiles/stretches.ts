/** Where tiles lie along one side of a picture. */

/** One tile along one side, in pixels. */
export interface Stretch {
  /** The first pixel that it sees. */
  readonly first: number;
  /** What it counts: from here */
  readonly begin: number;
  /** to here, which is where the next one begins. */
  readonly end: number;
}

/** All of them, which are of one length. */
export interface Stretches {
  readonly lengthPx: number;
  readonly stretches: readonly Stretch[];
}

/** What places tiles. */
export interface TilePlan {
  /** The longest side of a tile. */
  readonly tilePx: number;
  /** How far beyond a place layers and losses look. */
  readonly reachPx: number;
  /** Tiles begin at multiples of this, so that the places of layers are those of the whole. */
  readonly stepPx: number;
}

/** What is seen beyond what is counted, in whole steps. */
const marginOf = ({ reachPx, stepPx }: TilePlan) => Math.ceil(reachPx / stepPx) * stepPx;

/** Tiles of one length, the last of which ends where the picture does; undefined if they get nowhere. */
function placed(wholePx: number, lengthPx: number, plan: TilePlan): Stretch[] | undefined {
  const [marginPx, { stepPx }] = [marginOf(plan), plan];
  const stretches: Stretch[] = [];
  let begin = 0;
  while (true) {
    const first = Math.max(0, begin - marginPx);
    if (first + lengthPx >= wholePx) break;
    const end = Math.floor((first + lengthPx - marginPx) / stepPx) * stepPx;
    if (end <= begin) return undefined;
    stretches.push({ first, begin, end });
    begin = end;
  }
  return [...stretches, { first: Math.max(0, wholePx - lengthPx), begin, end: wholePx }];
}

/**
 * Places as few tiles as can be along a side, and those no longer than need be. All are of one length, so that one program serves
 * them; the last one lies further back. Those at the ends see the ends of the picture, as a network does that is shown the whole.
 *
 * @returns undefined if tiles are too short to see enough beyond what they count
 */
export function placeStretches(wholePx: number, plan: TilePlan): Stretches | undefined {
  const { tilePx, stepPx } = plan;
  if (wholePx <= tilePx) return { lengthPx: wholePx, stretches: [{ first: 0, begin: 0, end: wholePx }] };
  // The last tile begins at a multiple of the step, too.
  let lengthPx = tilePx - ((((tilePx - wholePx) % stepPx) + stepPx) % stepPx);
  let stretches = placed(wholePx, lengthPx, plan);
  const count = stretches?.length;
  while (stretches) {
    const shorter = placed(wholePx, lengthPx - stepPx, plan);
    if (shorter?.length !== count) return { lengthPx, stretches };
    [lengthPx, stretches] = [lengthPx - stepPx, shorter];
  }
  return undefined;
}
