import type { Size } from '../../../shared/pictures/picture.js';
import { borderPixels } from '../ground/groundModel.js';
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

function isPlausible(mask: Uint8Array, area: number, border: Uint32Array): boolean {
  const share = area / mask.length;
  if (share < COVERED.min || share > COVERED.max) return false;
  const atBorder = border.reduce((sum, i) => sum + mask[i]!, 0) / border.length;
  return atBorder <= MAX_AT_BORDER;
}

function byGround({ ground }: SearchView): Candidate[] {
  return GROUND_LEVELS.map((level) => ({
    origin: 'ground',
    mask: Uint8Array.from(ground.distance.data, (distance) => (distance > level ? 1 : 0)),
  }));
}

/** What differs most from a ground, by Otsu's threshold (1979). */
export function mostDifferent({ ground, picture }: SearchView): Uint8Array {
  const most = Math.max(1e-6, ...ground.distance.data);
  const threshold = otsuThreshold(ground.distance.data.map((distance) => distance / most));
  const mask = Uint8Array.from(ground.distance.data, (distance) => (distance / most > threshold ? 1 : 0));
  return withoutSpecks(mask, picture, SPECK_SHARE);
}

function byEdges({ barrier, ground }: SearchView): Candidate[] {
  return EDGE_LEVELS.flatMap((level) => {
    const mask = Uint8Array.from(barrier.data, (height) => (height > level ? 1 : 0));
    const open = mask.map((set, i) => (set && ground.distance.data[i]! > 1 ? 1 : 0));
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
  const indices = Uint32Array.from(ground.distance.data.keys()).filter(
    (i) => ground.distance.data[i]! > limit,
  );
  if (indices.length < COLOURS) return [];
  const labels = sortByColour(pixels, indices, COLOURS);
  return Array.from({ length: (1 << COLOURS) - 1 }, (_, k) => {
    const mask = new Uint8Array(width * height);
    for (const [s, i] of indices.entries()) mask[i] = ((k + 1) >> labels[s]!) & 1;
    return { origin: 'colours', mask };
  });
}

/** Cuts by colours, from what differs from the ground and from the middle. */
function byCuts({ picture, ground }: SearchView): Candidate[] {
  const { width, height } = picture;
  const isOutside = new Uint8Array(width * height);
  for (const i of borderPixels(picture)) isOutside[i] = 1;
  const differs = Uint8Array.from(ground.distance.data, (distance) => (distance > 1.3 ? 1 : 0));
  const middle = isOutside.map((_, i) => {
    const [x, y] = [(i % width) / width - 0.5, Math.floor(i / width) / height - 0.5];
    return Math.abs(x) < 0.33 && Math.abs(y) < 0.33 ? 1 : 0;
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
  const { labels, areas } = partsOf(mask, 1, picture, true);
  if (areas.length < 2) return undefined;
  const sums = new Float64Array(areas.length);
  const counts = new Float64Array(areas.length);
  for (const [i, label] of labels.entries()) {
    if (label < 0 || ![1, -1, picture.width, -picture.width].some((step) => mask[i + step] === 0)) continue;
    sums[label] = sums[label]! + edges.data[i]!;
    counts[label] = counts[label]! + 1;
  }
  const strengths = sums.map((sum, label) => sum / Math.max(1, counts[label]!));
  const least = FAINT_SHARE * strengths[areas.indexOf(Math.max(...areas))]!;
  if (strengths.every((strength) => strength >= least)) return undefined;
  return {
    origin: `${origin}, without faint parts`,
    mask: mask.map((set, i) => (set && strengths[labels[i]!]! >= least ? 1 : 0)),
  };
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
  const turns = { origin: `${origin}, by turns`, mask: enclosedByTurns(mask, size) };
  if (holes < PATTERN_HOLES) return [plain, full, turns];
  const shut = withHolesFilled(closed(mask, size, CLOSING_PX), size, isGap);
  return [plain, full, turns, { origin: `${origin}, gaps closed`, mask: shut }];
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  let [both, either] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    both += a[i]! & b[i]!;
    either += a[i]! | b[i]!;
  }
  return both >= SAME * either;
}

/** Those that may be lettering, each once. */
function distinct(candidates: Iterable<Candidate>, border: Uint32Array): Candidate[] {
  const kept: (Candidate & { readonly area: number })[] = [];
  for (const candidate of candidates) {
    const area = count(candidate.mask);
    if (!isPlausible(candidate.mask, area, border)) continue;
    const isLike = (other: (typeof kept)[number]) =>
      Math.abs(other.area - area) < (1 - SAME) * area && isSame(other.mask, candidate.mask);
    if (!kept.some(isLike)) kept.push({ ...candidate, area });
  }
  return kept;
}

/** Shapes that lettering in a picture may have, by all that can tell it from what is around it. */
export function candidatesIn(view: SearchView): Candidate[] {
  const { picture } = view;
  const border = borderPixels(picture);
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
