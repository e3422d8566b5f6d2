import type { Grid } from '../../../src/shared/fields/grid.js';
import { NOWHERE, nearestSites } from '../../../src/shared/fields/nearestSite.js';
import type { Size } from '../../../src/shared/pictures/picture.js';
import { gridOf } from './pixels.js';

function distanceTo(sites: Uint8Array, size: Size): Grid {
  const nearest = nearestSites(sites, size);
  return gridOf(size, (x, y) => {
    const site = nearest[y * size.width + x]!;
    if (site === NOWHERE) return size.width + size.height;
    return Math.hypot(x - (site % size.width), y - Math.floor(site / size.width));
  });
}

/** Pixels to the edge of a region, positive inside. @param inside 1 in the region, 0 outside */
export function signedDistanceOf(inside: Grid): Grid {
  const isInside = Uint8Array.from(inside.data);
  const [toInside, toOutside] = [
    distanceTo(isInside, inside),
    distanceTo(
      isInside.map((value) => 1 - value),
      inside,
    ),
  ];
  return gridOf(inside, (x, y) => {
    const pixel = y * inside.width + x;
    return toOutside.data[pixel]! - toInside.data[pixel]!;
  });
}

/** Pixels to the nearest other cell. @param cells [height, width], the number of the cell that a pixel is in */
export function depthInCells(cells: Int32Array, size: Size): Grid {
  const isEdge = cells.map((cell, pixel) => {
    const isLast = pixel % size.width === size.width - 1;
    return (!isLast && cells[pixel + 1] !== cell) ||
      (pixel + size.width < cells.length && cells[pixel + size.width] !== cell)
      ? 1
      : 0;
  });
  return distanceTo(Uint8Array.from(isEdge), size);
}
