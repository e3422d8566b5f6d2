import { openEngine } from '../../shared/engine/openEngine.js';
import { openNetwork } from '../../shared/networks/openNetwork.js';
import { type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import { SILENT } from '../../shared/reporter.js';
import type { TransferInputs } from '../inputs.js';
import { extendSize } from '../margin.js';
import { checkMemory } from '../memory.js';
import { SIZE_PX } from '../options.js';
import { PictureTransfer } from '../pictureTransfer.js';
import type { TextureOptions } from './options.js';
import type { TextureOutcome } from './textureOutcome.js';
import { textureRecipe } from './textureRecipe.js';

/** A picture of mid-grey: a texture has no content, but a size. */
function blank({ width, height }: Size): Picture {
  return { width, height, pixels: new Float32Array(width * height * RGB).fill(0.5) };
}

function inputsOf(example: Picture, sizePx: number, marginPx: number): TransferInputs {
  return {
    marginPx,
    content: blank(extendSize({ width: sizePx, height: sizePx }, marginPx)),
    styles: [{ picture: example, regions: [] }],
    contentMasks: [],
    init: undefined,
  };
}

/** A texture by the statistics of a network's features. @throws NstError as `synthesiseTexture` */
export async function gramTexture(example: Picture, options: TextureOptions): Promise<TextureOutcome> {
  const { size: sizePx = SIZE_PX.default, reporter = SILENT, signal, device = 'auto', threads = 0 } = options;
  const recipe = textureRecipe(options);
  const network = await openNetwork(recipe.network, options);
  const styleScale = Math.max(example.width, example.height) / sizePx;
  checkMemory(recipe, { width: sizePx, height: sizePx }, sizePx, { styleScale });
  const engine = await openEngine({ device, threads, reporter, keeper: options.checkpoint });
  try {
    const transfer = new PictureTransfer(engine, network, recipe, false);
    const inputs = inputsOf(example, sizePx, recipe.marginPx);
    const { picture, iterations, ended } = await transfer.run(inputs, { reporter, signal });
    return { picture, iterations, ended, network: network.name, device: engine.device };
  } finally {
    await engine.close();
  }
}
