import type { Engine } from '../../shared/engine/engine.js';
import { NstError } from '../../shared/errors.js';
import type { Picture } from '../../shared/pictures/picture.js';
import { PHOTO_LUAN } from '../methods/luan2017.js';
import type { Recipe } from '../recipe.js';
import type { MeasuredPhotos } from './measuredPhotos.js';
import type { PhotoFinish, PhotoMethod, PhotoOptions } from './options.js';
import { draftRecipe, type RestyleTools, restyle } from './restyle.js';
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
  /** Whose edges a result is given in the end: the photograph in the colours of its styles, or as it was taken. */
  readonly edgesOf: 'coloured' | 'photograph';
  readonly finish: PhotoFinish;
  /** What is stylised is small, and has strokes. Left out: colours are all. */
  stylise?(work: StylisedWork): Promise<Picture>;
}

const byRecipe =
  (recipe: () => Recipe, from: 'coloured' | 'photograph'): NonNullable<PhotoMethodKind['stylise']> =>
  ({ measured, coloured, options, engine, tools }) => {
    const content = from === 'coloured' ? coloured : measured.content;
    return restyle(engine, { ...measured, recipe: recipe(), content, styleBlend: options.styleBlend }, tools);
  };

/** Every method, by its name. */
export const PHOTO_METHOD_KINDS: Readonly<Record<PhotoMethod, PhotoMethodKind>> = {
  default: { edgesOf: 'coloured', finish: 'mixed', stylise: byRecipe(draftRecipe, 'coloured') },
  color: { edgesOf: 'photograph', finish: 'none' },
  luan2017: {
    edgesOf: 'photograph',
    finish: 'affine',
    stylise: byRecipe(() => PHOTO_LUAN.recipe, 'photograph'),
  },
  wct2018: {
    edgesOf: 'photograph',
    finish: 'smooth',
    stylise: ({ measured, coloured, options, engine }) => {
      const { model, styleBlend } = options;
      if (model === undefined) throw new NstError('NST_INTERNAL', 'wct2018 without a net');
      return throughNet(engine, { model, content: coloured, styles: measured.styles, styleBlend });
    },
  },
};
