import { describe, expect, it } from 'vitest';
import {
  colourDistance,
  colourName,
  findLabels,
  type LabelColour,
  labelPlanes,
  nearestColour,
} from '../../../src/shared/pictures/labels.js';
import type { Picture } from '../../../src/shared/pictures/picture.js';
import { readPicture } from '../../../src/shared/pictures/read.js';
import { writePicture } from '../../../src/shared/pictures/write.js';
import { scratchFolder } from '../../support/pictures.js';

const [RED, GREEN, BLUE]: LabelColour[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
const SIZE = { width: 60, height: 40 };

/** Left half red, of the right half the upper three quarters blue and the rest green. */
function threeColours(): Picture {
  const { width, height } = SIZE;
  const pixels = new Float32Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    pixels.set(x < 30 ? RED! : y < 30 ? BLUE! : GREEN!, i * 3);
  }
  return { ...SIZE, pixels };
}

describe('findLabels', () => {
  it('finds the flat colours, the largest first', () => {
    const labels = findLabels(threeColours());
    expect(labels.map(({ colour }) => colourName(colour))).toEqual(['#ff0000', '#0000ff', '#00ff00']);
    expect(labels[0]!.share).toBeCloseTo(0.5, 1);
    expect(labels[2]!.share).toBeCloseTo(0.125, 1);
  });

  it('finds them in a JPEG, though that moves them', async () => {
    const path = `${scratchFolder()}/map.jpg`;
    await writePicture(path, threeColours());
    const labels = findLabels(await readPicture(path));
    expect(labels).toHaveLength(3);
    const wanted = [RED!, BLUE!, GREEN!];
    labels.forEach(({ colour }, i) => {
      expect(colourDistance(colour, wanted[i]!)).toBeLessThan(0.1);
    });
  });

  it('takes neither slips of the brush nor smoothed edges for labels', () => {
    const map = threeColours();
    map.pixels.set([1, 1, 0], 3 * 100);
    for (let y = 0; y < 40; y++) map.pixels.set([0.5, 0, 0.5], 3 * (y * 60 + 29));
    expect(findLabels(map)).toHaveLength(3);
  });
});

describe('labelPlanes', () => {
  const colours = [RED!, GREEN!, BLUE!];

  it('says for each pixel which colour is nearest', () => {
    const [red, green, blue] = labelPlanes(threeColours(), colours, SIZE);
    expect([red![0], green![0], blue![0]]).toEqual([1, 0, 0]);
    expect([red![59], green![59], blue![59]]).toEqual([0, 0, 1]);
    expect([red![39 * 60 + 59], green![39 * 60 + 59]]).toEqual([0, 1]);
    expect(nearestColour([0.8, 0.3, 0.1], colours)).toBe(0);
  });

  it.each([
    { width: 60, height: 40 },
    { width: 17, height: 11 },
    { width: 130, height: 90 },
  ])('adds up to 1 everywhere at $width x $height', (size) => {
    const planes = labelPlanes(threeColours(), colours, size);
    const sums = planes[0]!.map((value, i) => value + planes[1]![i]! + planes[2]![i]!);
    expect(sums).toBeAllclose(new Float32Array(size.width * size.height).fill(1), 0, 1e-5);
  });
});
