import { expect, it, vi } from 'vitest';
import { edgesKept } from '../../bench/edges.js';
import { type Picture, readPicture, transferPhoto } from '../../src/image/index.js';
import { oklabStatistics } from '../../src/image/photo/transportColours.js';
import { fitTo } from '../../src/shared/pictures/picture.js';
import { compareGolden, GOLDEN_TIMEOUT_MS, missed, type Verdict } from '../support/goldens/golden.js';
import { PICTURE_FORMAT } from '../support/goldens/pictureFormat.js';

vi.setConfig({ testTimeout: GOLDEN_TIMEOUT_MS, hookTimeout: GOLDEN_TIMEOUT_MS });

const [content, style] = ['boats', 'hollyhocks'].map((name) => `fixtures/pictures/${name}.jpg`) as [
  string,
  string,
];
const SIZE_PX = 128;
/** Processors round sums in other orders, and a run of some thirty steps takes them further apart. */
const TOLERANCE = 0.008;

/** How far mean colours are apart. */
function colourDistance(a: Picture, b: Picture): number {
  const [first, second] = [a, b].map((picture) => oklabStatistics(picture).mean);
  return Math.hypot(...first!.map((value, i) => value - second![i]!));
}

it.each([
  ['photo-default', 'default', { edges: 0.82, colour: 0.68 }],
  ['photo-color', 'color', { edges: 0.98, colour: 0.95 }],
] as const)(
  '%s has the photograph’s edges and the style’s colours, and looks as its golden does',
  async (name, method, floors) => {
    const { picture } = await transferPhoto({
      content,
      style: [style],
      size: SIZE_PX,
      method,
      device: 'cpu',
      threads: 1,
    });
    const photograph = await readPicture(content, (size) => fitTo(size, SIZE_PX));
    const goal = await readPicture(style, (size) => fitTo(size, SIZE_PX));
    const verdict: Verdict = {
      edges: edgesKept(picture, photograph),
      colour: 1 - colourDistance(picture, goal) / colourDistance(photograph, goal),
    };
    expect(missed(verdict, floors)).toEqual([]);
    await compareGolden(name, picture, PICTURE_FORMAT, TOLERANCE);
  },
);
