/** The patches that a level begins with. */
import type { Rng } from '../rng.js';
import { PatchDistance } from './patchDistance.js';
import { centreArea, MADE_CHANNELS, NO_PATCH, type PatchLevel, RADIUS_PX } from './patchLevel.js';
import type { Strip } from './strips.js';

/** Source patches that a pixel is offered at the very start, where guides tell them apart. */
const FIRST_DRAWS = 24;
/** Without guides the start is laid out of squares of the source: pixels drawn one by one would vote for a flat grey. */
const BLOCK_PX = 8;

/** Calls back for every pixel of a strip that has a patch. */
function eachCentre(level: PatchLevel, { top, bottom }: Strip, visit: (p: number) => void): void {
  const { left, right } = centreArea(level);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) visit(y * level.target.width + x);
  }
}

/** The best by its guide of some source patches, for each pixel of a strip. */
function guessByGuide(level: PatchLevel, strip: Strip, rng: Rng): void {
  const { centres } = level.source;
  const distance = new PatchDistance(level, MADE_CHANNELS);
  eachCentre(level, strip, (p) => {
    let [best, least] = [NO_PATCH, Number.POSITIVE_INFINITY];
    for (let draw = 0; draw < FIRST_DRAWS; draw++) {
      const q = centres[rng.integer(centres.length)]!;
      const cost = distance.of(p, q, least);
      if (cost < least) [best, least] = [q, cost];
    }
    level.field.nearest[p] = best;
  });
}

/** Squares of the source, each from a random pixel on as far as patches fit. */
function layBlocks({ target, source, field }: PatchLevel, strip: Strip, area: Strip, rng: Rng): void {
  const { left, right } = centreArea({ target });
  const draw = () => source.centres[rng.integer(source.centres.length)]!;
  const drawRow = () => Array.from({ length: Math.ceil((right - left) / BLOCK_PX) }, draw);
  let corners = drawRow();
  for (let y = strip.top; y < strip.bottom; y++) {
    const row = (y - area.top) % BLOCK_PX;
    if (row === 0) corners = drawRow();
    for (let x = left; x < right; x++) {
      const block = Math.floor((x - left) / BLOCK_PX);
      const q = corners[block]! + row * source.width + ((x - left) % BLOCK_PX);
      field.nearest[y * target.width + x] = source.isCentre[q] ? q : draw();
    }
  }
}

/** The patches of a strip of the coarsest level. */
export function guessStrip(level: PatchLevel, strip: Strip, rng: Rng): void {
  if (level.channels > MADE_CHANNELS) guessByGuide(level, strip, rng);
  else layBlocks(level, strip, centreArea(level), rng);
}

/** Lengths of a finer level's inside and source relative to a coarser one's. */
function growth(coarse: PatchLevel, fine: PatchLevel) {
  const border = fine.isWrapped ? RADIUS_PX : 0;
  const inner = (length: number) => length - 2 * border;
  return {
    border,
    across: inner(fine.target.width) / inner(coarse.target.width),
    down: inner(fine.target.height) / inner(coarse.target.height),
    sourceAcross: fine.source.width / coarse.source.width,
    sourceDown: fine.source.height / coarse.source.height,
  };
}

/** The centre at x, y, or the nearest one among its neighbours; `NO_PATCH` if a patch fits at none of them. */
function centreNear({ source }: PatchLevel, x: number, y: number): number {
  const { width, height, isCentre } = source;
  let [best, least] = [NO_PATCH, Number.POSITIVE_INFINITY];
  for (let v = Math.max(0, y - RADIUS_PX); v <= Math.min(height - 1, y + RADIUS_PX); v++) {
    for (let u = Math.max(0, x - RADIUS_PX); u <= Math.min(width - 1, x + RADIUS_PX); u++) {
      const away = (u - x) ** 2 + (v - y) ** 2;
      if (away < least && isCentre[v * width + u]) [best, least] = [v * width + u, away];
    }
  }
  return best;
}

/** Takes a strip's patches from the coarser level. */
export function carryStrip(coarse: PatchLevel, fine: PatchLevel, strip: Strip, rng: Rng): void {
  const grown = growth(coarse, fine);
  const area = centreArea(coarse);
  const { centres } = fine.source;
  const within = (value: number, least: number, end: number) => Math.max(least, Math.min(end - 1, value));
  eachCentre(fine, strip, (p) => {
    const x = ((p % fine.target.width) - grown.border + 0.5) / grown.across + grown.border;
    const y = (Math.floor(p / fine.target.width) - grown.border + 0.5) / grown.down + grown.border;
    const column = within(Math.floor(x), area.left, area.right);
    const row = within(Math.floor(y), area.top, area.bottom);
    const q = coarse.field.nearest[row * coarse.target.width + column]!;
    const u = ((q % coarse.source.width) + x - column) * grown.sourceAcross - 0.5;
    const v = (Math.floor(q / coarse.source.width) + y - row) * grown.sourceDown - 0.5;
    const carried = centreNear(fine, Math.round(u), Math.round(v));
    fine.field.nearest[p] = carried === NO_PATCH ? centres[rng.integer(centres.length)]! : carried;
  });
}
