import { expect, it } from 'vitest';
import { lumaPlane } from '../../../src/shared/pictures/luma.js';

it('brightness is a number for each pixel, that of a grey its value, whatever else a pixel has', () => {
  expect(lumaPlane(Float32Array.of(0.5, 0.5, 0.5, 0, 0, 1), 3)).toBeAllclose([0.5, 0.0722], 1e-6);
  expect(lumaPlane(Float32Array.of(0, 1, 0, 0.3, 1, 0, 0, 0.9), 4)).toBeAllclose([0.7152, 0.2126], 1e-6);
});
