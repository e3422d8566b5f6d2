import { describe, expect, it } from 'vitest';
import { cropPicture, extendPicture } from '../../src/image/margin.js';
import { inputsAt, styledRegions } from '../../src/image/stageInputs.js';
import { scene } from '../support/pictures.js';

const content = scene({ width: 80, height: 40 }, 1);
const style = { picture: scene({ width: 48, height: 96 }, 2), weights: new Float32Array(48 * 96).fill(0.5) };
const mask = Float32Array.from({ length: 3200 }, (_, i) => (i % 80 < 40 ? 1 : 0));
const inputs = { marginPx: 0, content, styles: [style], contentMasks: [mask], init: undefined };
const target = (value: number) => new Map([['a', { shape: [1, 1], data: Float32Array.of(value) }]]);

describe('inputsAt', () => {
  it('scales pictures and masks by one factor', () => {
    const half = inputsAt(inputs, 40);
    expect(half.content).toMatchObject({ width: 40, height: 20 });
    expect(half.styles[0]!.picture).toMatchObject({ width: 24, height: 48 });
    expect(half.styles[0]!.weights).toBeAllclose(new Float32Array(24 * 48).fill(0.5));
    expect(half.contentMasks[0]).toHaveLength(800);
    expect(half.contentMasks[0]![5]).toBeCloseTo(1, 5);
    expect(half.contentMasks[0]![35]).toBeCloseTo(0, 5);
  });

  it('scales the margin with the content', () => {
    const extended = { ...inputs, marginPx: 8, content: extendPicture(content, 8), contentMasks: [] };
    const half = inputsAt(extended, 40);
    expect(half.marginPx).toBe(4);
    expect(half.content).toMatchObject({ width: 48, height: 28 });
    const { pixels } = cropPicture(half.content, 4);
    expect(pixels).toBeAllclose(inputsAt(inputs, 40).content.pixels, 0, 0.1);
  });

  it('stretches strips that no network could look at', () => {
    const strip = { picture: scene({ width: 80, height: 2 }, 3), weights: undefined };
    const quarter = inputsAt({ ...inputs, styles: [strip] }, 20);
    expect(quarter.styles[0]!.picture).toMatchObject({ width: 20, height: 16 });
    expect(quarter.content).toMatchObject({ width: 20, height: 16 });
  });

  it('leaves them as they are at full size', () => {
    const { content: same, styles, contentMasks } = inputsAt(inputs, 80);
    expect(same).toEqual(content);
    expect(styles).toEqual([style]);
    expect(contentMasks).toEqual([mask]);
  });
});

describe('styledRegions', () => {
  const alpha = Float32Array.from({ length: 3200 }, (_, i) => (i < 1600 ? 0.5 : 1));
  const two = { marginPx: 0, content: { ...content, alpha }, styles: [style, style] };

  it('is one blend everywhere that is visible, without masks', () => {
    const regions = styledRegions({ ...two, contentMasks: [] }, [target(1), target(3)], [0.25, 0.75]);
    expect(regions).toHaveLength(1);
    expect(regions[0]).toMatchObject({ pixels: alpha, share: 1 });
    expect(regions[0]!.target.get('a')!.data[0]).toBeCloseTo(2.5, 6);
  });

  it('is each style at its mask, as far as that is visible', () => {
    const other = mask.map((value) => 1 - value);
    const regions = styledRegions(
      { ...two, contentMasks: [mask, other] },
      [target(1), target(3)],
      [0.4, 0.6],
    );
    expect(regions.map(({ share }) => share)).toEqual([0.4, 0.6]);
    expect(regions.map((region) => region.target.get('a')!.data[0])).toEqual([1, 3]);
    expect(regions[0]!.pixels).toEqual(mask.map((value, i) => value * alpha[i]!));
    expect(regions[1]!.pixels).toEqual(other.map((value, i) => value * alpha[i]!));
  });
});
