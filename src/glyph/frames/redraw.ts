import type { Picture } from '../../shared/pictures/picture.js';
import type { Premultiplied } from '../../shared/pictures/premultiplied.js';
import { resizePremultiplied } from '../../shared/pictures/resize.js';
import { type PatchField, paintField } from '../patch/field.js';
import { weaken } from '../patch/weaken.js';
import { analyseEffect, smoothPart } from '../shading/smoothPart.js';
import type { Style } from '../style/readStyle.js';
import { rotateExample } from '../style/rotate.js';
import type { Stylised } from '../styliser.js';
import type { Direction } from '../synthesis.js';
import { frameEffect } from './frameEffect.js';

/** How a text was styled, to be done again with another picture of the style. */
export interface Redrawing {
  readonly style: Style;
  readonly stylised: Stylised;
  /** The field that comes with it. */
  readonly field: PatchField;
  readonly direction: Direction;
  readonly strength: number;
}

/**
 * A text in another frame of its style: every pixel comes from the same place of it in all of them, so that the text
 * moves as the style does and no otherwise.
 *
 * @param frame of the style, of the shape of the first one
 */
export function redraw(
  { style, stylised, field, direction, strength }: Redrawing,
  frame: Picture,
): Premultiplied {
  const { example, outline } = stylised;
  const { shape } = example;
  const picture = frameEffect(style, frame);
  const turned = typeof direction === 'number' ? rotateExample({ picture }, direction).picture : picture;
  const fitted = resizePremultiplied(turned, example.picture);
  // Rims and gradients of each frame are its own.
  const known = field.smooth;
  const parts =
    shape && known
      ? analyseEffect({ picture: fitted, shape }, field.isDirected, known.exampleSites)
      : undefined;
  const smooth = parts && smoothPart(parts, outline, known?.sites);
  return weaken(paintField({ ...field, smooth }, fitted), outline, strength);
}
