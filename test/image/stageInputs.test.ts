import { describe, expect, it } from 'vitest';
import { cropPicture, extendPicture } from '../../src/image/margin.js';
import { contentPlaces, inputsAt, labelShares, stylePlaces } from '../../src/image/stageInputs.js';
import { scene } from '../support/pictures.js';

const content = scene({ width: 80, height: 40 }, 1);
const style = {
  picture: scene({ width: 48, height: 96 }, 2),
  regions: [new Float32Array(48 * 96).fill(0.5)],
};
const mask = Float32Array.from({ length: 3200 }, (_, i) => (i % 80 < 40 ? 1 : 0));
const inputs = { marginPx: 0, content, styles: [style], contentMasks: [mask], init: undefined };

describe('inputsAt', () => {
  it('scales pictures and masks by one factor', () => {
    const half = inputsAt(inputs, 40);
    expect(half.content).toMatchObject({ width: 40, height: 20 });
    expect(half.styles[0]!.picture).toMatchObject({ width: 24, height: 48 });
    expect(half.styles[0]!.regions[0]).toBeAllclose(new Float32Array(24 * 48).fill(0.5));
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
    const strip = { picture: scene({ width: 80, height: 2 }, 3), regions: [] };
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

describe('places', () => {
  const alpha = Float32Array.from({ length: 3200 }, (_, i) => (i < 1600 ? 0.5 : 1));
  const two = { marginPx: 0, content: { ...content, alpha }, styles: [style, style] };

  it('are all that is visible, without masks', () => {
    const shape = [1, 40, 80];
    expect(contentPlaces({ ...two, contentMasks: [] })).toEqual({
      style: { shape, data: alpha },
      content: { shape, data: alpha },
    });
    expect(contentPlaces({ ...inputs, contentMasks: [] })).toEqual({ style: undefined, content: undefined });
  });

  it('are each mask, as far as that is visible; the content does not mind masks', () => {
    const other = mask.map((value) => 1 - value);
    const places = contentPlaces({ ...two, contentMasks: [mask, other] });
    expect(places.style!.shape).toEqual([2, 40, 80]);
    const visible = [mask, other].flatMap((plane) => [...plane.map((value, i) => value * alpha[i]!)]);
    expect([...places.style!.data]).toEqual(visible);
    expect(places.content!.data).toEqual(alpha);
  });

  it('are the object alone, in every mask, while the content counts as before', () => {
    const object = Float32Array.from({ length: 3200 }, (_, i) => (i % 80 < 20 ? 1 : 0));
    const alone = contentPlaces({ ...inputs, contentMasks: [], object });
    expect(alone.content).toBeUndefined();
    expect(alone.style!.shape).toEqual([1, 40, 80]);
    expect(alone.style!.data).toEqual(object);
    const masked = contentPlaces({ ...inputs, object }).style!.data;
    expect(masked).toEqual(object.map((value, i) => value * mask[i]!));
    const seen = contentPlaces({ ...two, contentMasks: [mask], object }).style!.data;
    expect(seen.subarray(0, 3200)).toEqual(object.map((value, i) => value * mask[i]! * alpha[i]!));
  });

  it('give labels the shares that they have of the object', () => {
    const other = mask.map((value) => 1 - value);
    const object = Float32Array.from({ length: 3200 }, (_, i) => (i % 80 < 50 ? 1 : 0));
    const labelled = { ...two, contentMasks: [mask, other] };
    expect(labelShares(labelled)).toBeAllclose([0.5, 0.5]);
    expect(labelShares({ ...labelled, object })).toBeAllclose([0.8, 0.2]);
  });

  it('of a style are its mask and its alpha', () => {
    const { picture } = style;
    const clear = new Float32Array(48 * 96).fill(0.25);
    expect(stylePlaces({ picture, regions: [] }).style).toBeUndefined();
    expect(stylePlaces(style).style).toEqual({ shape: [1, 96, 48], data: style.regions[0] });
    expect(stylePlaces({ ...style, picture: { ...picture, alpha: clear } }).style!.data[0]).toBe(0.125);
  });
});
