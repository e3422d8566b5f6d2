import { indicesWhere, maskWhere } from '../../../shared/fields/perPixel.js';
import type { Size } from '../../../shared/pictures/picture.js';
import { cutByColours } from './colourCut.js';
import { closed, opened } from './morphology.js';
import { otsuThreshold } from './otsu.js';
import { sortByColour } from './palette.js';
import { enclosedByTurns, partsOf, withHolesFilled, withoutSpecks } from './parts.js';
import type { SearchView } from './view.js';

/** What lettering may cover of a picture, and of its border. */
const COVERED = { min: 0.015, max: 0.75 } as const;
const MAX_AT_BORDER = 0.25;
/** Distances from the ground, in what may be expected of it, at which a picture is parted. */
const GROUND_LEVELS = [1, 2, 4, 8] as const;
/** Heights of edges that a contour is made of. */
const EDGE_LEVELS = [0.05, 0.1, 0.17, 0.25, 0.35, 0.5, 0.7, 0.95] as const;
/** Colours that a picture is sorted by. */
const COLOURS = 5;
/** Smaller parts beside a large one are specks; smaller holes in strokes are gaps of a pattern. */
const SPECK_SHARE = 0.02;
const GAP_SHARE = 0.02;
/** From so many holes on they may be gaps of a pattern. */
const PATTERN_HOLES = 4;
/** Gaps between lines of a pattern are closed up to twice this. */
const CLOSING_PX = 3;
/** A part whose contour runs along edges of less than this share of what the largest part's are is faint. */
const FAINT_SHARE = 0.6;
/** Masks that agree in so much are one. */
const SAME = 0.985;

/** A shape that lettering may have. */
export interface Candidate {
  /** What it was found by. */
  readonly origin: string;
  /** 1 inside; of the size of the view. */
  readonly mask: Uint8Array;
}

function count(mask: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < mask.length; i++) sum += mask[i]!;
  return sum;
}

/** Share of a picture's border that a mask covers. @param border indices of its pixels */
export function shareOfBorder(mask: Uint8Array, border: Uint32Array): number {
  let sum = 0;
  for (let k = 0; k < border.length; k++) sum += mask[border[k]!]!;
  return sum / border.length;
}

function isPlausible(mask: Uint8Array, area: number, border: Uint32Array): boolean {
  const share = area / mask.length;
  if (share < COVERED.min || share > COVERED.max) return false;
  return shareOfBorder(mask, border) <= MAX_AT_BORDER;
}

function byGround({ ground }: SearchView): Candidate[] {
  return GROUND_LEVELS.map((level) => ({
    origin: 'ground',
    mask: maskWhere(ground.distance.data.length, (i) => ground.distance.data[i]! > level),
  }));
}

/** What differs most from a ground, by Otsu's threshold (1979). */
export function mostDifferent({ ground, picture }: SearchView): Uint8Array {
  const { data } = ground.distance;
  const most = Math.max(1e-6, ...data);
  const threshold = otsuThreshold(data.map((distance) => distance / most));
  const mask = maskWhere(data.length, (i) => data[i]! / most > threshold);
  return withoutSpecks(mask, picture, SPECK_SHARE);
}

function byEdges({ barrier, ground: { distance } }: SearchView): Candidate[] {
  const { data } = barrier;
  return EDGE_LEVELS.flatMap((level) => {
    const mask = maskWhere(data.length, (i) => data[i]! > level);
    const open = maskWhere(data.length, (i) => data[i]! > level && distance.data[i]! > 1);
    return [
      { origin: 'edges', mask: opened(mask, barrier, 1) },
      { origin: 'edges, without ground', mask: opened(open, barrier, 1) },
    ];
  });
}

/** Unions of colours, of those that are not ground. */
function byColours({ picture, ground }: SearchView): Candidate[] {
  const { width, height, pixels } = picture;
  const limit = ground.kind === 'smooth' ? 1 : 0.6;
  const indices = indicesWhere(width * height, (i) => ground.distance.data[i]! > limit);
  if (indices.length < COLOURS) return [];
  const labels = sortByColour(pixels, indices, COLOURS);
  return Array.from({ length: (1 << COLOURS) - 1 }, (_, k) => {
    const mask = new Uint8Array(width * height);
    for (let s = 0; s < indices.length; s++) mask[indices[s]!] = ((k + 1) >> labels[s]!) & 1;
    return { origin: 'colours', mask };
  });
}

/** Cuts by colours, from what differs from the ground and from the middle. */
function byCuts({ picture, ground, border }: SearchView): Candidate[] {
  const { width, height } = picture;
  const isOutside = new Uint8Array(width * height);
  for (const i of border) isOutside[i] = 1;
  const differs = maskWhere(width * height, (i) => ground.distance.data[i]! > 1.3);
  const middle = maskWhere(width * height, (i) => {
    const across = (i % width) / width - 0.5;
    const down = Math.floor(i / width) / height - 0.5;
    return Math.abs(across) < 0.33 && Math.abs(down) < 0.33;
  });
  return [
    { origin: 'cut by ground', mask: cutByColours(picture, differs, isOutside, 3) },
    { origin: 'cut from the middle', mask: cutByColours(picture, middle, isOutside, 4) },
  ];
}

/**
 * A mask without the parts whose contour is faint beside that of the largest: what a photograph has of a letter's colours fades into
 * its surroundings. Undefined if there are none.
 */
export function withoutFaintParts(
  { origin, mask }: Candidate,
  { edges, picture }: SearchView,
): Candidate | undefined {
  const parts = partsOf(mask, 1, picture, true);
  const { areas, runs, partOfRun } = parts;
  if (areas.length < 2) return undefined;
  const sums = new Float64Array(areas.length);
  const counts = new Float64Array(areas.length);
  const { width } = picture;
  for (let run = 0; run < runs.count; run++) {
    const part = partOfRun[run]!;
    for (let i = runs.starts[run]!; i < runs.ends[run]!; i++) {
      if (mask[i + 1] !== 0 && mask[i - 1] !== 0 && mask[i + width] !== 0 && mask[i - width] !== 0) continue;
      sums[part] = sums[part]! + edges.data[i]!;
      counts[part] = counts[part]! + 1;
    }
  }
  const strengths = [...sums].map((sum, part) => sum / Math.max(1, counts[part]!));
  const least = FAINT_SHARE * strengths[areas.indexOf(Math.max(...areas))]!;
  if (strengths.every((strength) => strength >= least)) return undefined;
  const strong = new Uint8Array(mask.length);
  parts.draw(
    strong,
    strengths.map((strength) => strength >= least),
  );
  return { origin: `${origin}, without faint parts`, mask: strong };
}

/** A mask as it is, with gaps closed, with holes filled, and as what rims enclose by turns. */
function variantsOf({ origin, mask }: Candidate, size: Size): Candidate[] {
  const gap = GAP_SHARE * Math.max(1, count(mask));
  const isGap = (area: number) => area < gap;
  const around = partsOf(mask, 0, size, false);
  const holes = around.atBorder.filter((isOpen) => !isOpen).length;
  const plain = { origin, mask: withHolesFilled(mask, size, isGap, around) };
  if (holes === 0) return [plain];
  const full = { origin: `${origin}, holes filled`, mask: withHolesFilled(mask, size, () => true, around) };
  const turns = { origin: `${origin}, by turns`, mask: enclosedByTurns(mask, size, around) };
  if (holes < PATTERN_HOLES) return [plain, full, turns];
  const shut = withHolesFilled(closed(mask, size, CLOSING_PX), size, isGap);
  return [plain, full, turns, { origin: `${origin}, gaps closed`, mask: shut }];
}

/** Whether two masks are one. @param area, otherArea pixels in each */
function isSame(mask: Uint8Array, area: number, other: Uint8Array, otherArea: number): boolean {
  let both = 0;
  for (let i = 0; i < mask.length; i++) both += mask[i]! & other[i]!;
  return both >= SAME * (area + otherArea - both);
}

/** Those that may be lettering, each once. */
function distinct(candidates: Iterable<Candidate>, border: Uint32Array): Candidate[] {
  const kept: (Candidate & { readonly area: number })[] = [];
  for (const candidate of candidates) {
    const area = count(candidate.mask);
    if (!isPlausible(candidate.mask, area, border)) continue;
    const isLike = (other: (typeof kept)[number]) =>
      Math.abs(other.area - area) < (1 - SAME) * area && isSame(other.mask, other.area, candidate.mask, area);
    if (!kept.some(isLike)) kept.push({ ...candidate, area });
  }
  return kept;
}

/** Shapes that lettering in a picture may have, by all that can tell it from what is around it. */
export function candidatesIn(view: SearchView): Candidate[] {
  const { picture, border } = view;
  const bases = [...byGround(view), ...byEdges(view), ...byColours(view), ...byCuts(view)];
  const clean = bases.map(({ origin, mask }) => ({
    origin,
    mask: withoutSpecks(mask, picture, SPECK_SHARE),
  }));
  const plain = distinct(clean, border);
  const strong = plain.flatMap((base) => withoutFaintParts(base, view) ?? []);
  return distinct(
    [...plain, ...strong].flatMap((base) => variantsOf(base, picture)),
    border,
  );
}

/** How many parts and holes a mask has. */
export function topologyOf(mask: Uint8Array, size: Size): { readonly parts: number; readonly holes: number } {
  const holes = partsOf(mask, 0, size, false).atBorder.filter((isOpen) => !isOpen).length;
  return { parts: partsOf(mask, 1, size, true).areas.length, holes };
}
