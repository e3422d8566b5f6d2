import { extname } from 'node:path';
import { NstError } from '../errors.js';

/** Picture formats that can be written. */
export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'avif' | 'tiff';

const FORMAT_OF_ENDING: ReadonlyMap<string, PictureFormat> = new Map([
  ['.png', 'png'],
  ['.jpg', 'jpeg'],
  ['.jpeg', 'jpeg'],
  ['.webp', 'webp'],
  ['.avif', 'avif'],
  ['.tif', 'tiff'],
  ['.tiff', 'tiff'],
]);

/**
 * The format that the name of an output file asks for.
 *
 * @throws NstError NST_BAD_OPTION for other endings
 */
export function outputFormat(path: string): PictureFormat {
  const ending = extname(path).toLowerCase();
  const format = FORMAT_OF_ENDING.get(ending);
  if (format) return format;
  const endings = [...FORMAT_OF_ENDING.keys()].join(', ');
  const received = ending === '' ? 'no ending' : `"${ending}"`;
  throw new NstError('NST_BAD_OPTION', `${path}: expected a name that ends in ${endings}; found ${received}`);
}
