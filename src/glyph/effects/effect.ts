import type { Paint } from './paint.js';
import type { Parameter } from './parameter.js';
import type { ShapeFields } from './shapeFields.js';

/** Settings by name. */
export type Parameters<Values> = { readonly [Name in keyof Values]: Parameter<Values[Name]> };

/** A kind of layer: its settings, how far beyond the shape it reaches, and the coats of paint it comes to. */
export interface Effect<Values> {
  readonly parameters: Parameters<Values>;
  /** In pixels, beyond the contour. */
  readonly reachPx: (values: Values, shape: Pick<ShapeFields, 'radiusPx' | 'pixelRatio'>) => number;
  /** From the lowest coat to the topmost. */
  readonly paint: (values: Values, shape: ShapeFields) => readonly Paint[];
}

/** Has the types of the values follow from the settings. */
export function effect<Values>(definition: Effect<Values>): Effect<Values> {
  return definition;
}
