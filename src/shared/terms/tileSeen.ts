import { type Tensor, type Tensor2D, type Tensor4D, tf } from '../engine/tf.js';
import { NstError } from '../errors.js';
import { middleWeights, Seen } from './seen.js';

/** How the places of a layer count in one tile. */
export interface TilePlaces {
  /** Places of the layer in the whole picture. */
  readonly whole: { readonly height: number; readonly width: number };
  /** Places of the layer in the tile. */
  readonly tile: { readonly height: number; readonly width: number };
  /** [regions, places], as `Seen.weights` has them; 0 for what other tiles count. */
  readonly means?: Tensor2D | undefined;
  /** [1, places]: 1 where a place counts as much as the mean place of the whole does; 0 for what other tiles count. */
  readonly sums?: Tensor2D | undefined;
}

/** What a loss term is shown of a tile: means over places are the tile's part of that of the whole. */
export class TileSeen extends Seen {
  constructor(
    layers: Readonly<Record<string, Tensor4D>>,
    private readonly places: readonly TilePlaces[],
  ) {
    super(layers);
  }

  #placesOf(height: number, width: number): TilePlaces {
    const known = this.places.find(({ tile }) => tile.height === height && tile.width === width);
    if (!known) throw new NstError('NST_INTERNAL', `no weights for a layer of ${width} x ${height} places`);
    return known;
  }

  override weights(height: number, width: number): Tensor2D | undefined {
    return this.#placesOf(height, width).means;
  }

  override wholeOf(height: number, width: number) {
    return this.#placesOf(height, width).whole;
  }

  override meanOf(map: Tensor4D, height: number, width: number): Tensor {
    const { whole, sums } = this.#placesOf(height, width);
    if (!sums) throw new NstError('NST_INTERNAL', 'a mean was asked of what is there for statistics');
    const [, rows, columns, channels] = map.shape;
    // Windows that are whole are fewer than places, and as many fewer in the picture as in the tile.
    const count = (whole.height - (height - rows)) * (whole.width - (width - columns)) * channels;
    return tf.div(tf.sum(tf.mul(map, middleWeights(sums, { height, width }, map)), [1, 2, 3]), count);
  }
}
