import type { Engine } from '../../shared/engine/engine.js';
import type { ArrayValue } from '../../shared/engine/objective.js';
import type { Network } from '../../shared/networks/network.js';
import { fitTo, type Picture, wideEnough } from '../../shared/pictures/picture.js';
import { resizePicture } from '../../shared/pictures/resize.js';
import { NO_LAYERS, openTerms } from '../../shared/terms/openTerm.js';
import { Transfer } from '../../shared/transfer/transfer.js';
import { extendPicture } from '../margin.js';
import { pictureView } from '../pictureView.js';

/** The one term: features as they are. */
const TERM = 'seen';

/** Longer sides at which pictures are compared: a face is then about as large as what deep layers look at. */
const SEEN_PX = 224;

function smaller(picture: Picture): Picture {
  const longSidePx = Math.min(SEEN_PX, Math.max(picture.width, picture.height));
  const size = wideEnough(fitTo(picture, longSidePx));
  return resizePicture({ ...picture, alpha: undefined }, size, 'lanczos3');
}

/** The inside of [1, h, w, c], without the cells that lie in a margin. */
function withoutMargin({ shape, data }: ArrayValue, marginPx: number, widthPx: number): ArrayValue {
  const [, height = 0, width = 0, channels = 0] = shape;
  const cells = Math.round((marginPx * width) / widthPx);
  const [innerWidth, innerHeight] = [width - 2 * cells, height - 2 * cells];
  const inside = new Float32Array(innerHeight * innerWidth * channels);
  for (let row = 0; row < innerHeight; row++) {
    const first = ((row + cells) * width + cells) * channels;
    inside.set(data.subarray(first, first + innerWidth * channels), row * innerWidth * channels);
  }
  return { shape: [1, innerHeight, innerWidth, channels], data: inside };
}

/** What some layers of a network see of pictures, which are made smaller. It stays open for pictures of the same sizes. */
export class Sight {
  readonly #transfer: Transfer;

  constructor(
    engine: Engine,
    readonly network: Network,
    layerNames: readonly string[],
  ) {
    const layers = Object.fromEntries(layerNames.map((layer) => [layer, 1]));
    this.#transfer = new Transfer(engine, openTerms([{ kind: 'content', name: TERM, layers }], NO_LAYERS));
  }

  /**
   * @param marginPx mirrored around each, and cut off again, so that the edge of a picture is not seen; a multiple of the steps of
   *   layers
   * @returns [1, h, w, c] by layer, for each picture
   */
  async see(pictures: readonly Picture[], marginPx = 0): Promise<Readonly<Record<string, ArrayValue>>[]> {
    const seen: Readonly<Record<string, ArrayValue>>[] = [];
    for (const picture of pictures.map((whole) => extendPicture(smaller(whole), marginPx))) {
      const measures = await this.#transfer.measure(pictureView(this.network, picture), picture.pixels, {
        sides: ['content'],
      });
      const arrays = Object.entries(measures[TERM]!);
      const inside = arrays.map(
        ([layer, array]) => [layer, withoutMargin(array, marginPx, picture.width)] as const,
      );
      seen.push(Object.fromEntries(inside));
    }
    return seen;
  }

  async release(): Promise<void> {
    await this.#transfer.release();
  }
}
