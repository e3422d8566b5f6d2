/** What is seen of photographs before a run: their colours, which take a moment. */
import type { PhotoOptions } from '../../../image/photo/options.js';
import type { JobValues, RoughWay } from '../../../studio/roughWay.js';
import { asOptions, pictureLook } from './looks.js';

/** Longer side: made in a third of a second. */
const ROUGH_PX = 256;

const WORDS = {
  colours: 'Colours alone, small. Light and textures come with the run.',
  same: 'As the run will be, but small.',
} as const;

/** The way of photographs. */
export function openPhotoRough(): RoughWay {
  return {
    async glance(values: JobValues) {
      const options = asOptions<PhotoOptions>(values);
      const { content, from, method = 'default' } = options;
      if (content === undefined || (from === undefined && [options.style ?? []].flat().length === 0))
        return undefined;
      const { transferPhoto } = await import('../../../image/photo/transferPhoto.js');
      const isSame = from !== undefined || method === 'color';
      const { finish: _, ...others } = options;
      const quick: PhotoOptions = isSame ? options : { ...others, method: 'color' };
      const { picture } = await transferPhoto({ ...quick, size: ROUGH_PX });
      return pictureLook(picture, isSame ? WORDS.same : WORDS.colours);
    },
    close: async () => undefined,
  };
}
