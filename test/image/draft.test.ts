import { expect, onTestFinished, test } from 'vitest';
import { PictureDraft } from '../../src/image/draft/pictureDraft.js';
import { startInColours } from '../../src/image/draft/startInColours.js';
import { oklabStatistics } from '../../src/image/photo/transportColours.js';
import { fitTo, type Picture } from '../../src/shared/pictures/picture.js';
import { readPicture } from '../../src/shared/pictures/read.js';

const [CAT, STYLE] = ['fixtures/pictures/cat.jpg', 'fixtures/pictures/swirls.jpg'] as const;
const SIDE_PX = 32;
/** A small part of the network, which is quickly compiled. */
const SHALLOW = { styleLayers: ['conv1', 'conv3'], contentLayers: ['conv3'] };

const small = (path: string) => readPicture(path, (size) => fitTo(size, SIDE_PX), 'lanczos3');

function distance(a: Picture, b: Picture): number {
  const squares = a.pixels.map((value, i) => (value - b.pixels[i]!) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}

test('a start in colours has the mean colour of the style, and that of itself changes nothing', async () => {
  const content = await small(CAT);
  const coloured = await startInColours(content, [STYLE]);
  const [wanted, before, after] = [await small(STYLE), content, coloured].map(
    (picture) => oklabStatistics(picture).mean,
  );
  const gap = (mean: ArrayLike<number> | undefined) =>
    Math.hypot(...Array.from(wanted!, (value, c) => value - mean![c]!));
  // What lies outside of sRGB is moved in, so not all of the way is gone.
  expect(gap(after)).toBeLessThan(0.25 * gap(before));
  const same = await startInColours(content, [CAT]);
  expect(distance(same, content)).toBeLessThan(0.02);
});

test('a draft goes on at another strength, further from the content the stronger it is, and is mixed at once for one in between', async () => {
  const draft = new PictureDraft();
  onTestFinished(() => draft.close());
  const content = await small(CAT);
  const drafted = async (strength: number) => {
    const shown: Picture[] = [];
    const options = { ...SHALLOW, content: CAT, style: [STYLE], strength, device: 'cpu' as const };
    const tools = {
      signal: new AbortController().signal,
      onPicture: (picture: Picture) => shown.push(picture),
    };
    await draft.run(options, content, tools);
    expect(shown.length).toBeGreaterThan(3);
    return { options, last: shown.at(-1)! };
  };
  expect(draft.near({ content: CAT, style: [STYLE] }, content)).toBeUndefined();
  const strong = await drafted(0.8);
  const near = draft.near({ ...strong.options, strength: 0.4 }, content)!;
  expect(distance(near, content)).toBeCloseTo(distance(strong.last, content) / 2, 3);
  const weak = await drafted(0.2);
  expect(distance(weak.last, content)).toBeLessThan(distance(strong.last, content));
  expect(draft.near({ ...strong.options, style: [CAT] }, content)).toBeUndefined();
});

test('of what puts the style’s pixels together there is no draft', () => {
  expect(PictureDraft.canDraft({ content: CAT, style: [STYLE] })).toBe(true);
  expect(PictureDraft.canDraft({ content: CAT, style: [STYLE], preset: 'analogy2017' })).toBe(false);
  expect(PictureDraft.canDraft({ content: CAT, reconstruct: 'mixed2' })).toBe(false);
});
