import { expect, it } from 'vitest';
import { checkStyleShapes } from '../../../src/audio/transfer/styleShapes.js';
import { noise } from '../../shared/dsp/signals.js';

it('checkStyleShapes lets a style pass whose layers are those of the content, and refuses any other', () => {
  const matrix = (...shape: number[]) => ({ shape, data: noise(shape.reduce((a, b) => a * b)) });
  const content = { block1: matrix(4, 4), cepstrum: matrix(3, 2) };
  expect(() => checkStyleShapes({ ...content, more: matrix(1, 1) }, content)).not.toThrow();
  expect(() => checkStyleShapes({ ...content, block1: matrix(2, 8) }, content)).toThrow(
    'style: expected [4,4] for the layer "block1", found [2,8]; save the style again with nst audio style',
  );
  expect(() => checkStyleShapes({ block1: matrix(4, 4) }, content)).toThrow('the layer "cepstrum", found []');
});
