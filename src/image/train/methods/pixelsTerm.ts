/**
 * What pictures that are to be given back are held to: squared errors of pixels as they are, over the variance of a photograph of ordinary
 * contrast (0.05). Over each square's own variance, of which flat ones have next to none, losses of single squares were twenty times those
 * of others, and a training by them alone ended in one grey.
 */
export const PIXELS_TERM = {
  kind: 'content',
  name: 'pixels',
  normalisation: 'mean',
  weight: 1 / 0.05,
  layers: { pixels: 1 },
} as const;
