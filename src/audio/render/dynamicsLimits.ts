/** How far a result may leave the dynamics of its content. */

/** Parts of the content that lie no deeper than this below its loud ones tell how loud the result is as a whole, in dB. */
export const LOUD_DEPTH_DB = 15;

/**
 * How far below its loud parts the content has to be, in dB, for levels to be held: not at all above the first, where the
 * style's own movement is wanted; from the second on to the content's own level.
 */
export interface HeldDepths {
  readonly freeDb: number;
  readonly heldDb: number;
}

/** By which the level may be exceeded where holding begins; where it is complete, by none. */
const MOST_EXCESS_DB = 20;

/** How much louder than the content, each against its own loud parts, a result may be at a depth, in dB. */
export function allowedExcessDb(depthDb: number, { freeDb, heldDb }: HeldDepths): number {
  if (depthDb <= freeDb) return Number.POSITIVE_INFINITY;
  return MOST_EXCESS_DB * Math.max(0, (heldDb - depthDb) / (heldDb - freeDb));
}
