import type { Font } from './font.js';

/** What is made of outlines of fonts, made again if some of them are those of pictures, which have to be traced first. */
export async function withPictures<T>(fonts: readonly Font[], make: () => T): Promise<T> {
  const made = make();
  if (!fonts.some((font) => font.hasPictures)) return made;
  for (const font of fonts) await font.tracePictures();
  return make();
}
