import { type PatchLevel, RADIUS_PX } from './patchLevel.js';

/** The pixel within the border that is repeated at x, y. */
function innerPixel({ target }: PatchLevel, x: number, y: number): number {
  const [width, height] = [target.width - 2 * RADIUS_PX, target.height - 2 * RADIUS_PX];
  const column = ((x - RADIUS_PX + width) % width) + RADIUS_PX;
  const row = ((y - RADIUS_PX + height) % height) + RADIUS_PX;
  return row * target.width + column;
}

/** Calls back for every pixel of the border with the one that it repeats; for none if the level is not wrapped. */
function eachBorderPixel(level: PatchLevel, visit: (p: number, inner: number) => void): void {
  if (!level.isWrapped) return;
  const { width, height } = level.target;
  for (let y = 0; y < height; y++) {
    const isWhole = y < RADIUS_PX || y >= height - RADIUS_PX;
    for (let x = 0; x < width; x++) {
      if (!isWhole && x === RADIUS_PX) x = width - RADIUS_PX;
      visit(y * width + x, innerPixel(level, x, y));
    }
  }
}

/** Repeats features in the border. */
export function wrapFeatures(level: PatchLevel): void {
  const { target, channels } = level;
  eachBorderPixel(level, (p, inner) => {
    const from = inner * channels;
    target.features.copyWithin(p * channels, from, from + channels);
  });
}

/** Repeats patches and what they cost in the border. */
export function wrapField(level: PatchLevel): void {
  const { nearest, before, cost } = level.field;
  eachBorderPixel(level, (p, inner) => {
    nearest[p] = nearest[inner]!;
    before[p] = nearest[inner]!;
    cost[p] = cost[inner]!;
  });
}
