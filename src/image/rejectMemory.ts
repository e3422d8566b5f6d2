import { NstError } from '../shared/errors.js';
import { type Size, sizeText } from '../shared/pictures/picture.js';

/** Sizes that are proposed are multiples of this. */
export const STEP_PX = 16;

/** A result that is too large for the memory that there is. */
export interface TooLarge {
  readonly size: Size;
  /** The option that asked for it. */
  readonly sizePx: number;
  readonly neededBytes: number;
  readonly availableBytes: number;
  /** The size that would fit; 0 if none does. */
  readonly fits: number;
  /** What may be said beside a size that fits. */
  readonly also?: string;
  /** Why it is so. */
  readonly reason?: string | undefined;
  /** Whether what is available is what was allowed, and not what is free. */
  readonly isAsked?: boolean;
}

/** @throws NstError NST_MEMORY, with the size that would fit */
export function rejectMemory({
  size,
  sizePx,
  neededBytes,
  availableBytes,
  fits,
  also = '',
  isAsked = false,
  reason,
}: TooLarge): never {
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  const need = `a result of ${sizeText(size)} needs about ${gigabytes(neededBytes)} of memory`;
  const more = isAsked ? 'give it more memory' : 'close other programs';
  const advice = fits > 0 ? `use size ${fits} or less${also}` : more;
  const there = `${gigabytes(availableBytes)} are ${isAsked ? 'allowed' : 'free'}`;
  throw new NstError(
    'NST_MEMORY',
    `size ${sizePx}: ${need}, ${there}; ${advice}${reason ? ` (${reason})` : ''}`,
  );
}
