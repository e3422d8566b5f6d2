/** The transfers of pictures that are held to goldens. */
import type { TransferImageOptions } from '../../../src/image/index.js';
import type { Verdict } from './golden.js';

/** A fixture, or a part of it: left, top, width and height in pixels. */
export interface PicturePart {
  readonly name: string;
  readonly part?: readonly [number, number, number, number];
}

/** A transfer, and how good it has to be. */
export interface ImageCase {
  readonly name: string;
  readonly content: PicturePart;
  /** If there are several each is given its part of the content, side by side. */
  readonly styles: readonly PicturePart[];
  /** Besides the files. */
  readonly options: Partial<TransferImageOptions> & { readonly size: number };
  /** Steps that the recipe asks for; the options may make fewer. */
  readonly planned: number;
  /** Whether the weights must be given. */
  readonly isVgg?: boolean;
  readonly floors: Verdict;
  /** Farthest from the golden, as a perceptual distance. */
  readonly tolerance: number;
}

const CAT: PicturePart = { name: 'cat' };
const READING: PicturePart = { name: 'reading' };
/** Strips cost little where a second stage needs a long side. */
const BOATS: PicturePart = { name: 'boats', part: [0, 180, 768, 288] };
const COFFEE: PicturePart = { name: 'coffee', part: [0, 110, 600, 240] };

export const IMAGE_CASES: readonly ImageCase[] = [
  {
    name: 'image-default',
    content: CAT,
    styles: [READING],
    options: { size: 144, preset: 'default' },
    planned: 58,
    floors: { styleGap: 0.66, content: 0.52, fall: 0.65 },
    tolerance: 0.004,
  },
  {
    name: 'image-draft',
    content: BOATS,
    styles: [{ name: 'garden' }],
    options: { size: 256, preset: 'draft' },
    planned: 45,
    floors: { styleGap: 0.56, content: 0.55, fall: 0.74 },
    tolerance: 0.006,
  },
  {
    name: 'image-best',
    content: COFFEE,
    styles: [{ name: 'daffodils' }],
    options: { size: 182, preset: 'best', iterations: 48 },
    planned: 83,
    floors: { styleGap: 0.59, content: 0.5, fall: 0.65 },
    tolerance: 0.006,
  },
  {
    name: 'image-options',
    content: BOATS,
    styles: [READING, { name: 'swirls' }],
    options: {
      size: 160,
      iterations: 60,
      statistic: 'moments',
      variable: 'spectrum',
      optimizer: 'adam',
      tvWeight: 3,
      styleScale: 1.5,
      init: 'style',
      seed: 1,
      strength: 0.8,
    },
    planned: 108,
    floors: { styleGap: 0.41, content: 0.27, fall: 1.5 },
    tolerance: 0.004,
  },
  {
    name: 'image-mrf2016',
    content: CAT,
    styles: [READING],
    options: { size: 96, preset: 'mrf2016', iterations: 16 },
    planned: 60,
    floors: { styleGap: 0.33, content: 0.31, fall: 0.6 },
    tolerance: 0.008,
  },
  {
    name: 'image-risser2017',
    content: CAT,
    styles: [READING],
    options: { size: 96, preset: 'risser2017', iterations: 16 },
    planned: 45,
    floors: { styleGap: 0.55, content: 0.62, fall: 1.3 },
    tolerance: 0.008,
  },
  {
    name: 'image-lapstyle2017',
    content: CAT,
    styles: [READING],
    options: { size: 96, preset: 'lapstyle2017', iterations: 16 },
    planned: 45,
    floors: { styleGap: 0.5, content: 0.48, fall: 0.9 },
    tolerance: 0.008,
  },
  {
    name: 'image-strotss2019',
    content: CAT,
    styles: [READING],
    options: { size: 96, preset: 'strotss2019', iterations: 16 },
    planned: 45,
    floors: { styleGap: 0.46, content: 0.33, fall: 0.7 },
    tolerance: 0.008,
  },
  {
    name: 'image-heitz2021',
    content: CAT,
    styles: [READING],
    options: { size: 96, preset: 'heitz2021', iterations: 16 },
    planned: 45,
    floors: { styleGap: 0.34, content: 0.78, fall: 0.58 },
    tolerance: 0.008,
  },
  {
    name: 'image-nnst2022',
    content: CAT,
    styles: [READING],
    options: { size: 96, preset: 'nnst2022', iterations: 16 },
    planned: 45,
    floors: { styleGap: 0.335, content: 0.5, fall: 0.39 },
    tolerance: 0.008,
  },
  {
    name: 'image-portrait2016',
    content: CAT,
    styles: [READING],
    options: { size: 96, preset: 'portrait2016', iterations: 16 },
    planned: 45,
    floors: { styleGap: 0.42, content: 0.53 },
    tolerance: 0.008,
  },
  {
    // A bowl after a bowl: analogies want two pictures of the same kind of thing.
    name: 'image-analogy2017',
    content: { name: 'coffee' },
    styles: [{ name: 'daffodils' }],
    options: { size: 96, preset: 'analogy2017', iterations: 16 },
    planned: 60,
    floors: { styleGap: 0.3, content: 0.4 },
    tolerance: 0.02,
  },
  {
    name: 'image-gatys2016',
    content: CAT,
    styles: [READING],
    options: { size: 96, preset: 'gatys2016', iterations: 24, seed: 1 },
    isVgg: true,
    planned: 500,
    floors: { fall: 0.82 },
    tolerance: 0.006,
  },
  {
    name: 'image-tutorial',
    content: CAT,
    styles: [READING],
    options: { size: 80, preset: 'tutorial', iterations: 100 },
    isVgg: true,
    planned: 300,
    floors: { fall: 2.6 },
    // A hundred steps without a line search from noise: 0.054 from a Xeon to an EPYC, which round sums in other orders.
    tolerance: 0.07,
  },
];
