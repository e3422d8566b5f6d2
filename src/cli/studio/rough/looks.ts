import type { Picture } from '../../../shared/pictures/picture.js';
import type { JobValues, RoughLook } from '../../../studio/roughWay.js';

/** Values of a job as options of its library: they were read and checked by the rows of the same table. */
export const asOptions = <Options>(values: JobValues): Options => values as Options;

/** A picture to be looked at. */
export async function pictureLook(picture: Picture, words: string): Promise<RoughLook> {
  const { encodePicture } = await import('../../../shared/pictures/write.js');
  return { bytes: await encodePicture(picture, 'look.png'), type: 'image/png', words };
}
