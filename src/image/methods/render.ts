/** Methods of `nst render`: paintings before networks. */
import type { Method } from '../../shared/methods/method.js';

const RELIEF = 'Strokes are streaked by bristles, and the paint is lit (as in Hertzmann, NPAR 2002).';

/** Curved strokes in layers. */
export const STROKES: Method = {
  source: 'Hertzmann, SIGGRAPH 1998',
  use: 'a photograph painted in curved brush strokes, large ones first: impressionist, expressionist, colorist-wash, pointillist',
  limits: 'one way of painting: no style can be given',
  example: 'nst render photo.jpg --by strokes --preset impressionist',
  departures: [
    RELIEF,
    'Strokes run along the structure tensor, not across the gradient at a point; colours are changed at random in Oklab, by half of what the paper says; radii grow with the picture.',
  ],
};

/** Strokes steered by a segmentation. */
export const REGIONS: Method = {
  source: 'Gooch, Coombe & Shirley, NPAR 2002, in kind; superpixels as in Achanta et al., PAMI 2012',
  use: 'strokes follow the things of the picture: broad in flat regions, fine in narrow ones, along their shape',
  limits: 'one way of painting: no style can be given',
  example: 'nst render photo.jpg --by regions',
  departures: [
    RELIEF,
    'Regions are superpixels that are joined where they are alike; strokes are those of Hertzmann 1998.',
  ],
};

/** A change, learnt from one example. */
export const ANALOGY: Method = {
  source: 'Hertzmann, Jacobs, Oliver, Curless & Salesin, SIGGRAPH 2001',
  use: 'a change that two pictures show (before and after), done to a third: filters, strokes, drawings',
  limits: 'before and after must fit, pixel by pixel; large changes are not learnt',
  example: 'nst render photo.jpg --by analogy before.jpg after.jpg',
  departures: [
    'Patches are found for all pixels at once and vote, from coarse to fine, where the paper sets pixels one after the other; PatchMatch hands neighbours’ patches on, which is the paper’s coherence.',
  ],
};
