import { describe, expect, it } from 'vitest';
import { checkStyleShapes } from '../../../src/audio/transfer/styleShapes.js';

const matrix = (...shape: number[]) => ({
  shape,
  data: new Float32Array(shape.reduce((product, size) => product * size, 1)),
});
const content = { style: { cepstrum: matrix(1, 21, 20) }, style2: { block1: matrix(1, 96, 96) } };

describe('checkStyleShapes', () => {
  it('takes what matches', () => {
    expect(() => checkStyleShapes({ ...content }, content)).not.toThrow();
  });

  it.each([
    [{ ...content, style2: { block1: matrix(1, 90, 90) } }, '"style2/block1", found [1,90,90]'],
    [{ ...content, style2: { block1: matrix(1, 1, 9216) } }, '"style2/block1", found [1,1,9216]'],
    [{ style: content.style }, '"style2/block1", found []'],
  ])('refuses what does not', (style, problem) => {
    expect(() => checkStyleShapes(style, content)).toThrow(problem);
  });
});
