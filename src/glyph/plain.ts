import type { Grid } from '../shared/fields/grid.js';
import { type Premultiplied, RGBA } from '../shared/pictures/premultiplied.js';
import { parseColour } from './effects/colour.js';
import type { Sides } from './style/reach.js';

/** Letters without a style. */
export const PLAIN_COLOUR = '#000';

const NOTHING: Sides = { top: 0, right: 0, bottom: 0, left: 0 };

/** Gives shapes a colour and nothing else: a styliser for layers alone. */
export interface PlainStyliser {
  readonly style: undefined;
  readonly seed: undefined;
  readonly reachRadii: Sides;
  stylise(mask: Grid): Promise<{ readonly picture: Premultiplied }>;
  close(): Promise<void>;
}

/**
 * @param text a colour; with alpha 0 for nothing but layers
 * @throws NstError NST_BAD_OPTION if it is none
 */
export function plainStyliser(text: string): PlainStyliser {
  const [red, green, blue, alpha] = parseColour('color', text);
  const colour = [red * alpha, green * alpha, blue * alpha, alpha];
  return {
    style: undefined,
    seed: undefined,
    reachRadii: NOTHING,
    async stylise({ width, height, data }) {
      const rgba = new Float32Array(data.length * RGBA);
      for (const [i, coverage] of data.entries())
        for (let c = 0; c < RGBA; c++) rgba[i * RGBA + c] = coverage * colour[c]!;
      return { picture: { width, height, rgba } };
    },
    close: async () => undefined,
  };
}
