import type { Engine } from '../../shared/engine/engine.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { PHOTO_LUAN } from '../methods/luan2017.js';
import type { Preset } from '../methods/method.js';
import { PHOTO_DEFAULT } from '../methods/photo.js';
import type { MeasuredPhotos } from './measuredPhotos.js';
import type { PhotoFinish, PhotoMethod, PhotoOptions } from './options.js';
import { type RestyleTools, restyle } from './restyle.js';
import { throughNet } from './throughNet.js';

/** What a method makes a stylised picture of. */
export interface StylisedWork {
  readonly measured: MeasuredPhotos;
  /** The small photograph in the colours of its styles. */
  readonly coloured: Picture;
  readonly options: PhotoOptions;
  readonly engine: Engine;
  readonly tools: RestyleTools;
}

/** How `nst photo` goes about it, after colours are mapped. */
export interface PhotoMethodKind {
  /** What brings it back to the photograph's edges in the end, where nothing else is asked for. */
  readonly finish: PhotoFinish;
  /** What is stylised is small, and has strokes. Left out: colours are all. */
  stylise?(work: StylisedWork): Promise<Picture>;
}

/** The photograph as it was taken, by a recipe that holds its edges. */
const byRecipe =
  ({ recipe }: Preset): NonNullable<PhotoMethodKind['stylise']> =>
  ({ measured, options: { styleBlend }, engine, tools }) =>
    restyle(engine, { ...measured, recipe, styleBlend }, tools);

/** Every method, by its name. */
export const PHOTO_METHOD_KINDS: Readonly<Record<PhotoMethod, PhotoMethodKind>> = {
  default: { finish: 'mixed', stylise: byRecipe(PHOTO_DEFAULT) },
  color: { finish: 'none' },
  luan2017: { finish: 'affine', stylise: byRecipe(PHOTO_LUAN) },
  wct2018: {
    finish: 'smooth',
    stylise: ({ measured, coloured, options, engine }) => {
      const { model, styleBlend } = options;
      return throughNet(engine, { model, content: coloured, styles: measured.styles, styleBlend });
    },
  },
};
