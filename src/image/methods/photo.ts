/** Methods of `nst photo`. */
import type { Method } from './method.js';

/** Light, textures and colours. */
export const PHOTO_DEFAULT: Method = {
  source: 'Luan et al., CVPR 2017, and Mechrez et al., 2017, put together anew',
  use: 'a photograph in the light of another: clouds, lamps and leaves come over, and edges stay',
  limits: 'what the style shows appears where it fits in tone, and flat skies get faint clouds of it',
  example: 'nst photo day.jpg --style dusk.jpg',
  departures: [
    'Colours are mapped first, and what is stylised after them is small: 448 px.',
    'Edges are kept where there is texture by the photograph’s slopes, and elsewhere by local affine functions of its colours.',
  ],
};

/** Colours alone. */
export const PHOTO_COLOR: Method = {
  source: 'Olkin & Pukelsheim 1982; for pictures Pitie & Kokaram, CVMP 2007',
  use: 'a photograph in the colours of another, region by region where maps are given; no edge moves',
  limits: 'mean and spread of colours alone: lamps are not lit, and no snow falls',
  example: 'nst photo day.jpg --style dusk.jpg --method color',
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
