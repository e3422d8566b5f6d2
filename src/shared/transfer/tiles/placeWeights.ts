/** How much the places of layers count in a tile. */
import type { ArrayValue } from '../../engine/objective.js';
import type { Size } from '../../pictures/picture.js';
import { resample } from '../../pictures/resample.js';
import type { Stretch } from './stretches.js';
import type { Tile, TileGrid } from './tileGrid.js';

/** As in `Seen`: a region in which nothing counts has places that count alike. */
const EMPTY_REGION = 1e-12;

/** Layers are the picture in steps, and what does not fill a step is left out. */
export const placesIn = ({ width, height }: Size, stepPx: number): Size => ({
  width: Math.floor(width / stepPx),
  height: Math.floor(height / stepPx),
});

/** How much the places of the whole count at one step. */
interface WholeWeights extends Size {
  /** [height, width], for each region; undefined where all count alike. */
  readonly planes: readonly Float32Array[] | undefined;
  /** Their sums. */
  readonly totals: readonly number[];
}

const sumOf = (values: Float32Array) => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
};

/** What one tile is told of a step. */
export interface TileWeights {
  /** [regions, places of the tile], of mean 1 in each region: of what the tile counts alone. */
  readonly means: Float32Array;
  /** The part of what all places of the whole count, of each region, that is counted here. */
  readonly shares: readonly number[];
}

/** How much places count, step by step, made once for a picture. */
export class PlaceWeights {
  readonly #byStep = new Map<number, WholeWeights>();

  /** @param places [regions, height, width]; undefined: one region, all alike */
  constructor(
    readonly grid: TileGrid,
    readonly places: ArrayValue | undefined,
  ) {}

  get regions(): number {
    return this.places?.shape[0] ?? 1;
  }

  #whole(stepPx: number): WholeWeights {
    const known = this.#byStep.get(stepPx) ?? this.#make(placesIn(this.grid.whole, stepPx));
    this.#byStep.set(stepPx, known);
    return known;
  }

  #make(size: Size): WholeWeights {
    const { places } = this;
    if (!places) return { ...size, planes: undefined, totals: [size.width * size.height] };
    const [regions = 1, height = 1, width = 1] = places.shape;
    const planes = Array.from({ length: regions }, (_, region) => {
      const plane = places.data.subarray(region * height * width, (region + 1) * height * width);
      const isSame = size.width === width && size.height === height;
      return isSame ? plane : resample(plane, { width, height }, size, 'triangle');
    });
    return { ...size, planes, totals: planes.map((plane) => sumOf(plane) + EMPTY_REGION * plane.length) };
  }

  /** What counts in a tile, as a share of what counts in the whole: [regions, places]. */
  #counted(tile: Tile, stepPx: number): { readonly data: Float32Array; readonly length: number } {
    const whole = this.#whole(stepPx);
    const { width, height } = placesIn(this.grid.tile, stepPx);
    const length = width * height;
    const data = new Float32Array(this.regions * length);
    const [firstRow, lastRow] = countedPlaces(tile.down, stepPx, whole.height);
    const [firstColumn, lastColumn] = countedPlaces(tile.across, stepPx, whole.width);
    const [top, left] = [tile.down.first / stepPx, tile.across.first / stepPx];
    for (let region = 0; region < this.regions; region++) {
      const [plane, total] = [whole.planes?.[region], whole.totals[region]!];
      for (let y = firstRow; y < lastRow; y++) {
        for (let x = firstColumn; x < lastColumn; x++) {
          const value = plane ? plane[y * whole.width + x]! + EMPTY_REGION : 1;
          data[region * length + (y - top) * width + x - left] = value / total;
        }
      }
    }
    return { data, length };
  }

  /** For statistics: weights of mean 1, and the share of the tile. */
  statistics(tile: Tile, stepPx: number): TileWeights {
    const { data, length } = this.#counted(tile, stepPx);
    const shares: number[] = [];
    for (let region = 0; region < this.regions; region++) {
      const part = data.subarray(region * length, (region + 1) * length);
      const share = sumOf(part);
      shares.push(share);
      for (let i = 0; i < length; i++) part[i] = share > 0 ? (part[i]! / share) * length : 0;
    }
    return { means: data, shares };
  }

  /** For means that are added up: 1 for a place that counts as much as the mean of all does, [1, places]. */
  sums(tile: Tile, stepPx: number): Float32Array {
    const { data } = this.#counted(tile, stepPx);
    const { width, height } = this.#whole(stepPx);
    return data.map((value) => value * width * height);
  }
}

/** The places along one side that a tile counts, in those of the whole. */
function countedPlaces({ begin, end }: Stretch, stepPx: number, count: number): [number, number] {
  return [begin / stepPx, Math.min(count, Math.ceil(end / stepPx))];
}
