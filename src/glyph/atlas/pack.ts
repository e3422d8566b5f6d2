/**
 * Puts rectangles on pages whose sides are powers of two. A packer that makes one container, as near to a square as it can
 * (potpack 2.1), needs pages of twice the area for the 75 characters of a font, at 32 to 256 px an em: it knows no pages.
 */
import type { Size } from '../../shared/pictures/picture.js';

/** Larger textures are refused by phones. */
export const MAX_PAGE_PX = 4096;
const MIN_PAGE_PX = 64;
/** Between rectangles, and to the edges: filters that read the next texel find nothing foreign. */
export const GUTTER_PX = 2;

/** Where a rectangle lies. */
export interface Place {
  readonly page: number;
  readonly x: number;
  readonly y: number;
}

/** Pages of one size, and a place for each rectangle in the order they were given. */
export interface Packing {
  readonly page: Size;
  readonly pages: number;
  readonly places: readonly Place[];
}

/** Squares and rectangles twice as wide as high, the smaller ones first. */
function pageSizes(): Size[] {
  const sizes: Size[] = [];
  for (let side = MIN_PAGE_PX; side <= MAX_PAGE_PX; side *= 2) {
    sizes.push({ width: side, height: side });
    if (side < MAX_PAGE_PX) sizes.push({ width: side * 2, height: side });
  }
  return sizes;
}

/** The end of a row of rectangles, and how high the row is. */
interface Shelf {
  page: number;
  x: number;
  readonly y: number;
  readonly height: number;
}

/** The next shelf: below the last one, or at the top of a new page. */
function nextShelf(last: Shelf | undefined, height: number, page: Size): Shelf {
  const y = last ? last.y + last.height + GUTTER_PX : GUTTER_PX;
  const isFull = y + height + GUTTER_PX > page.height;
  if (!last || !isFull) return { page: last?.page ?? 0, x: GUTTER_PX, y, height };
  return { page: last.page + 1, x: GUTTER_PX, y: GUTTER_PX, height };
}

/** Each rectangle goes on the first shelf with room, the highest ones first; letters are of few heights, so little is lost. */
function packInto(page: Size, rectangles: readonly Size[]): Packing {
  const order = [...rectangles.entries()].sort(([, a], [, b]) => b.height - a.height);
  const shelves: Shelf[] = [];
  const places: Place[] = rectangles.map(() => ({ page: 0, x: 0, y: 0 }));
  for (const [index, { width, height }] of order) {
    let shelf = shelves.find(({ x }) => x + width + GUTTER_PX <= page.width);
    if (!shelf) {
      shelf = nextShelf(shelves.at(-1), height, page);
      shelves.push(shelf);
    }
    places[index] = { page: shelf.page, x: shelf.x, y: shelf.y };
    shelf.x += width + GUTTER_PX;
  }
  return { page, pages: (shelves.at(-1)?.page ?? 0) + 1, places };
}

/** Whether a rectangle fits with its gutters. */
export function fitsPage({ width, height }: Size, page: Size): boolean {
  return width + 2 * GUTTER_PX <= page.width && height + 2 * GUTTER_PX <= page.height;
}

/**
 * Packs rectangles on shelves (first fit by decreasing height, Coffman et al. 1980), on the smallest page that holds them all; on several of the largest
 * size if none does.
 *
 * @throws RangeError for a rectangle that is larger than the largest page
 */
export function pack(rectangles: readonly Size[]): Packing {
  const largest = { width: MAX_PAGE_PX, height: MAX_PAGE_PX };
  if (!rectangles.every((size) => fitsPage(size, largest))) {
    throw new RangeError(`pack: expected sides of at most ${MAX_PAGE_PX - 2 * GUTTER_PX} px`);
  }
  const needed = rectangles.reduce((sum, { width, height }) => sum + width * height, 0);
  for (const page of pageSizes()) {
    const isHopeless = page.width * page.height < needed || !rectangles.every((size) => fitsPage(size, page));
    if (isHopeless) continue;
    const packing = packInto(page, rectangles);
    if (packing.pages === 1) return packing;
  }
  return packInto(largest, rectangles);
}
