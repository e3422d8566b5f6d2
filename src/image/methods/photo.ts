/** Methods of `nst photo`. */
import type { Method } from './method.js';

/** Colours alone. */
export const PHOTO_COLOR: Method = {
  source: 'Olkin & Pukelsheim 1982; for pictures Pitie & Kokaram, CVMP 2007',
  use: 'a photograph in the colours of another, region by region where maps are given; no edge moves',
  limits: 'mean and spread of colours alone: lamps are not lit, and no snow falls',
  example: 'nst photo day.jpg --style dusk.jpg',
  departures: [
    'Colours are mapped in Oklab; labels are fitted to the photograph’s edges by a guided filter.',
  ],
};

/** A stylised picture back to the photograph's edges. */
export const PHOTO_POISSON: Method = {
  source: 'Mechrez, Shechtman & Zelnik-Manor, arXiv 1709.09828, 2017',
  use: 'a stylised version of a photograph is given the photograph’s edges back',
  limits: 'tones that the stylised picture has wrong over large areas stay wrong',
  example: 'nst photo day.jpg --from stylised.png --finish poisson',
  departures: [
    'Solved exactly by the cosine transform; above 1024 px the change is solved smaller and enlarged.',
    'Slopes of more than 100 are kept, which the paper’s program drops.',
  ],
};
