import { expect, it } from 'vitest';
import { PRESET_NAMES } from '../../src/image/index.js';
import { IMAGE_CASES } from '../support/goldens/imageCases.js';
import { describeImageGoldens, imageCasesOf } from '../support/goldens/imageGoldens.js';

it('there is a golden of every preset', () => {
  const presets = IMAGE_CASES.map(({ options }) => options.preset);
  expect(PRESET_NAMES.filter((name) => !presets.includes(name))).toEqual([]);
});

describeImageGoldens(imageCasesOf('tuned'), ['image-default']);
