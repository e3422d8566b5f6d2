import type { Rng } from '../../shared/rng.js';
import { type Level, NO_PATCH, PATCH_RADIUS } from './level.js';
import { guessAt, type SearchSetting } from './search.js';
import type { Strip } from './strips.js';

/** The centre nearest to x, y among it and its neighbours; `NO_PATCH` if a patch fits at none of them. */
function centreNear({ source }: Level, x: number, y: number): number {
  const { isCentre } = source;
  const pixel = y * source.width + x;
  if (isCentre[pixel] && x >= 0 && x < source.width) return pixel;
  let [best, least] = [NO_PATCH, Number.POSITIVE_INFINITY];
  for (let v = Math.max(0, y - PATCH_RADIUS); v <= Math.min(source.height - 1, y + PATCH_RADIUS); v++) {
    for (let u = Math.max(0, x - PATCH_RADIUS); u <= Math.min(source.width - 1, x + PATCH_RADIUS); u++) {
      const away = (u - x) ** 2 + (v - y) ** 2;
      if (away >= least || !isCentre[v * source.width + u]) continue;
      [best, least] = [v * source.width + u, away];
    }
  }
  return best;
}

/** Lengths of a level's target relative to a coarser one's, and of its source. */
function growth(coarse: Level, level: Level) {
  const inner = (length: number) => length - 2 * PATCH_RADIUS;
  return {
    across: inner(level.target.width) / inner(coarse.target.width),
    down: inner(level.target.height) / inner(coarse.target.height),
    sourceAcross: level.source.width / coarse.source.width,
    sourceDown: level.source.partHeight / coarse.source.partHeight,
  };
}

/** What finds the place of a finer level's patch. */
type Growth = ReturnType<typeof growth>;

/** The patch that the coarser level has at pixel p; `NO_PATCH` if it has none there, or it would not fit. */
function carried(coarse: Level, level: Level, grown: Growth, p: number): number {
  const { width } = level.target;
  const x = ((p % width) - PATCH_RADIUS + 0.5) / grown.across;
  const y = (Math.floor(p / width) - PATCH_RADIUS + 0.5) / grown.down;
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const q = coarse.field.nearest[(row + PATCH_RADIUS) * coarse.target.width + column + PATCH_RADIUS]!;
  if (q === NO_PATCH) return NO_PATCH;
  const part = Math.floor(q / (coarse.source.width * coarse.source.partHeight));
  const sourceRow = Math.floor(q / coarse.source.width) - part * coarse.source.partHeight;
  const u = ((q % coarse.source.width) + x - column) * grown.sourceAcross - 0.5;
  const v = (sourceRow + y - row) * grown.sourceDown - 0.5 + part * level.source.partHeight;
  return centreNear(level, Math.round(u), Math.round(v));
}

/** Takes a strip's patches from the coarser level; where that has none they are guessed. */
export function carryOver(coarse: Level, setting: SearchSetting, strip: Strip, rng: Rng): void {
  const { level } = setting;
  const { target, field } = level;
  const grown = growth(coarse, level);
  for (let p = strip.top * target.width; p < strip.bottom * target.width; p++) {
    if (!target.isActive[p]) continue;
    const q = carried(coarse, level, grown, p);
    field.nearest[p] = q === NO_PATCH ? guessAt(setting, p, rng) : q;
    field.trust[p] = 1;
  }
}
