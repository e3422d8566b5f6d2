/** Methods that are options: they go with any preset. */
import type { Method } from '../../shared/methods/method.js';

/** Regions by painted maps. */
export const SEMANTIC: Method = {
  source: 'Champandard, arXiv 1603.01768, 2016; guidance as in Gatys et al., CVPR 2017',
  use: 'what belongs together is painted in one colour in two maps: sky in sky, face in face',
  limits: 'maps have to be painted, for both pictures',
  example:
    'nst image photo.jpg --style painting.jpg --content-map photo-map.png --style-map painting-map.png',
  departures: [
    'Regions are compared with regions and with nothing else, in place of patches that carry the map as channels with a weight.',
  ],
};

/** Regions that are found. */
export const MATCH: Method = {
  source: 'our own; k-means on the sphere (Dhillon & Modha 2001), transport with entropy (Cuturi, NIPS 2013)',
  use: 'like is put on like without maps: sky in the colours of the sky, faces in those of faces',
  limits:
    'regions are what a network finds alike, not things; where strokes go is only settled by where a run begins',
  example: 'nst image photo.jpg --style painting.jpg --preset lapstyle2017 --match',
  departures: [],
};

/** A map alone becomes a picture. */
export const DOODLE: Method = {
  source: 'Champandard, arXiv 1603.01768, 2016 (“neural doodle”)',
  use: 'a few flat colours become a painting: the content is the map',
  limits: 'it makes up no things: what is flat in the map is filled with texture',
  example: 'nst image doodle.png --style painting.jpg --style-map painting-map.png',
  departures: ['Statistics of each region, not patches, unless --preset mrf2016 is given.'],
};

/** Several styles, each at its place. */
export const MASKS: Method = {
  source: 'Gatys, Ecker, Bethge, Hertzmann & Shechtman, CVPR 2017',
  use: 'several styles, each in its own part of the picture; what no mask covers stays as it is',
  limits: 'masks have to be made; styles meet at their edges',
  example: 'nst image photo.jpg --style a.jpg b.jpg --content-mask sky.png ground.png',
  departures: [],
};

/** One object alone. */
export const INSTANCE: Method = {
  source: 'Castillo, De, Han, Singh, Yadav & Goldstein, ICASSP 2017 (“Son of Zorn”)',
  use: 'one object or person is given the style, everything around stays bit by bit',
  limits: 'the mask has to be made',
  example: 'nst image photo.jpg --style painting.jpg --mask person.png',
  departures: [
    'Masks are given; the paper finds them by a segmentation network.',
    'The style is compared with the object alone, not with the whole picture.',
    'The seam is a minimum cut by how much the two pictures differ; strokes end there, and colours change over more (Burt & Adelson 1983).',
  ],
};

/** Edges kept, in any preset. */
export const DETAIL: Method = {
  source: 'Li, Xu, Nie & Liu, ACM Multimedia 2017',
  use: 'more of the content’s edges under the same strokes, with any preset',
  limits: 'noise and texture of the photograph are edges, too',
  example: 'nst image photo.jpg --style painting.jpg --detail 0.5',
  departures: [
    'The Laplacian is taken at two scales, 1 and 2 pixels; with analogy2017 it is what a guided filter leaves.',
  ],
};
