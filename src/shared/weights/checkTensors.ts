/** Whether weights are what their network expects. */
import { NstError } from '../errors.js';
import { shownText } from '../shownValue.js';
import type { TensorShapes, Weights } from './tensors.js';

/**
 * Every expected tensor must be there, by its name and in its shape; others may be there too.
 *
 * @param file what to call the file in errors
 * @throws NST_MODEL_BROKEN
 */
export function checkShapes(shapes: TensorShapes, expected: TensorShapes, file: string): void {
  for (const [name, shape] of expected) {
    const foundShape = shapes.get(name);
    if (foundShape === undefined || foundShape.join() !== shape.join()) {
      const problem = foundShape === undefined ? 'is missing' : `is [${foundShape}]`;
      throw new NstError(
        'NST_MODEL_BROKEN',
        `${file}: tensor "${shownText(name)}" ${problem}, expected was [${shape}]`,
      );
    }
  }
}

/**
 * Weights must be finite, and a kernel is never all zeros (as the holes of a damaged download are).
 *
 * @param file what to call the file in errors
 * @throws NST_MODEL_BROKEN
 */
export function checkValues(weights: Weights, file: string): void {
  for (const [name, { shape, data }] of weights) {
    if (!data.every(Number.isFinite)) {
      throw new NstError(
        'NST_MODEL_BROKEN',
        `${file}: tensor "${shownText(name)}" has values that are not finite`,
      );
    }
    if (shape.length > 1 && data.every((value) => value === 0)) {
      throw new NstError('NST_MODEL_BROKEN', `${file}: tensor "${shownText(name)}" is all zeros`);
    }
  }
}
