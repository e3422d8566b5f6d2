import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { initializeCanvas, readPsd } from 'ag-psd';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { openLayer } from '../../../src/glyph/effects/layer.js';
import { paintLayers } from '../../../src/glyph/effects/paintLayers.js';
import { layerSet } from '../../../src/glyph/layers/layerSet.js';
import { type LayerPicture, splitLayers, toBytes } from '../../../src/glyph/layers/splitLayers.js';
import { checkLayersPath, writeLayers } from '../../../src/glyph/layers/writeLayers.js';
import { DEFAULT_FONT_PATH } from '../../../src/glyph/text/defaultFont.js';
import { Font } from '../../../src/glyph/text/font.js';
import { failure } from '../../support/failure.js';
import { GLYPH_EFFECTS, renderEffect } from '../../support/glyphEffects.js';
import { radiusOf, textShape } from '../../support/glyphShapes.js';
import { scratchFolder } from '../../support/pictures.js';
import { disc, filled } from '../effects/shapes.js';

/** Layers over one another, multiplied by alpha, in 0..1. */
function recomposed(layers: readonly LayerPicture[]): Float32Array {
  const sum = new Float32Array(layers[0]!.rgba.length);
  for (const { rgba, isHidden } of layers) {
    if (isHidden) continue;
    for (let at = 0; at < sum.length; at += 4) {
      const alpha = rgba[at + 3]! / 255;
      for (let c = 0; c < 4; c++) {
        const value = c < 3 ? (alpha * rgba[at + c]!) / 255 : alpha;
        sum[at + c] = value + (1 - alpha) * sum[at + c]!;
      }
    }
  }
  return sum;
}

const shape = textShape('S', await Font.open(DEFAULT_FONT_PATH), 80, 30);
const named = (layers: readonly LayerPicture[], name: string) => layers.find((layer) => layer.name === name)!;
const alphaSum = ({ rgba }: LayerPicture) =>
  rgba.reduce((sum, value, i) => sum + (i % 4 === 3 ? value : 0), 0);

describe('splitLayers', () => {
  it.each(GLYPH_EFFECTS)('parts of "$name" over one another are the picture', (effect) => {
    const picture = renderEffect(effect, shape, radiusOf(shape), 3);
    const layers = splitLayers(picture, shape);
    expect(layers.map(({ name }) => name)).toEqual(['shadow', 'halo', 'rim', 'body', 'mask']);
    const whole: LayerPicture = { ...picture, name: 'whole', rgba: toBytes(picture) };
    expect(recomposed(layers)).toBeAllclose(recomposed([whole]), 0, 1 / 255);
    expect(recomposed(layers)).toBeAllclose(picture.rgba, 0, 1.01 / 255);
  });

  it('takes the middle of the strokes for the body, what lies around for the halo', () => {
    const size = { width: 121, height: 121 };
    const [glyph, glow] = [disc(size, 30), disc(size, 50)];
    const layers = splitLayers(filled(glow, [1, 0.5, 0]), glyph);
    const alphaAt = (name: string, x: number) => named(layers, name).rgba[(60 * 121 + x) * 4 + 3];
    // A disc of radius 30 has a stroke radius of 20: body within 24, halo from 36 on.
    expect([60, 70, 100, 105].map((x) => alphaAt('body', x))).toEqual([255, 255, 0, 0]);
    expect(alphaAt('rim', 90)).toBe(255);
    expect([60, 80, 104].map((x) => alphaAt('halo', x))).toEqual([0, 0, 255]);
    expect(alphaSum(named(layers, 'shadow'))).toBe(0);
  });

  it('tells shadow from glow', () => {
    const radius = radiusOf(shape);
    const [shadow, glow] = ['drop shadow', 'outer glow'].map((name) => {
      const effect = GLYPH_EFFECTS.find((candidate) => candidate.name === name)!;
      return splitLayers(renderEffect(effect, shape, radius, 0), shape);
    });
    expect(alphaSum(named(shadow!, 'shadow'))).toBeGreaterThan(10 * alphaSum(named(shadow!, 'halo')));
    expect(alphaSum(named(glow!, 'halo'))).toBeGreaterThan(10 * alphaSum(named(glow!, 'shadow')));
  });
});

describe('layer files', () => {
  const folder = scratchFolder();
  const fire = renderEffect(GLYPH_EFFECTS.find(({ name }) => name === 'fire')!, shape, radiusOf(shape), 1);

  beforeAll(() => {
    const noCanvas = () => {
      throw new Error('no canvas here');
    };
    const createImageData = (width: number, height: number) =>
      ({ width, height, data: new Uint8ClampedArray(width * height * 4) }) as never;
    initializeCanvas(noCanvas, createImageData);
  });

  async function fullSet() {
    const layers = await Promise.all(['shadow of=picture', 'bevel'].map(openLayer));
    const { front, back, picture } = paintLayers(fire, shape, layers);
    return { set: layerSet({ front, shape, ...(back && { back }) }), picture };
  }

  it('a Photoshop file holds all layers and the whole', async () => {
    const path = `${folder}/fire.psd`;
    const { set, picture } = await fullSet();
    await writeLayers(path, set.layers, set.merged);
    const psd = readPsd(readFileSync(path), { useImageData: true, skipThumbnail: true });
    expect([psd.width, psd.height]).toEqual([shape.width, shape.height]);
    expect(psd.children?.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['behind', false],
      ['shadow', false],
      ['halo', false],
      ['rim', false],
      ['body', false],
      ['mask', true],
    ]);
    const read = psd.children!.map(({ name, left = 0, top = 0, imageData, hidden }): LayerPicture => {
      const rgba = new Uint8Array(shape.data.length * 4);
      for (let y = 0; y < (imageData?.height ?? 0); y++) {
        const width = imageData!.width * 4;
        const row = imageData!.data.subarray(y * width, (y + 1) * width) as Uint8ClampedArray;
        rgba.set(row, ((y + top) * shape.width + left) * 4);
      }
      return { name: name!, width: shape.width, height: shape.height, rgba, isHidden: hidden! };
    });
    expect(recomposed(read)).toBeAllclose(picture.rgba, 0, 1.5 / 255);
    const merged: LayerPicture = { ...set.merged, rgba: Uint8Array.from(psd.imageData!.data) };
    // Photoshop files hold the whole on white, in 8 bits, and readers take it off that again.
    expect(recomposed([merged])).toBeAllclose(picture.rgba, 0, 2.5 / 255);
  });

  it('a folder holds a file for each', async () => {
    const { set, picture } = await fullSet();
    await writeLayers(`${folder}/parts`, set.layers, set.merged);
    const names = set.layers.map(({ name }) => `${name}.png`);
    expect(readdirSync(`${folder}/parts`).sort()).toEqual([...names].sort());
    const read = await Promise.all(
      set.layers.map(async ({ name, ...layer }) => {
        const rgba = await sharp(`${folder}/parts/${name}.png`).ensureAlpha().raw().toBuffer();
        return { ...layer, name, rgba: new Uint8Array(rgba) };
      }),
    );
    expect(recomposed(read)).toBeAllclose(picture.rgba, 0, 1.5 / 255);
  });

  it('are not written over others, nor over what they cannot be', async () => {
    const rules = { force: false, inputs: [] };
    mkdirSync(`${folder}/full`);
    writeFileSync(`${folder}/full/rim.png`, '');
    writeFileSync(`${folder}/plain`, '');
    await expect(checkLayersPath(`${folder}/full`, rules)).rejects.toEqual(
      failure('NST_WOULD_OVERWRITE', /full\/rim\.png: exists already/),
    );
    await expect(checkLayersPath(`${folder}/plain`, rules)).rejects.toEqual(
      failure('NST_BAD_OUTPUT', /plain: expected a folder, found a file/),
    );
    await expect(checkLayersPath(`${folder}/x.xcf`, rules)).rejects.toEqual(
      failure('NST_BAD_OPTION', /^layers: expected a folder, or a file that ends in \.psd, found/),
    );
    await expect(checkLayersPath(`${folder}/no/x.psd`, rules)).rejects.toEqual(
      failure('NST_BAD_OUTPUT', /does not exist/),
    );
    await checkLayersPath(`${folder}/new`, rules);
    await checkLayersPath(`${folder}/full`, { ...rules, force: true });
  });
});
