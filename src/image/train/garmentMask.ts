import type { Rng } from '../../shared/rng.js';

/** Widths and heights are shares of the picture's side. */
const SHOULDERS = { min: 0.25, max: 0.45 } as const;
const HEM = { min: 0.3, max: 0.7 } as const;
const LENGTH = { min: 0.45, max: 0.9 } as const;
const SLEEVE = { min: 0.05, max: 0.2 } as const;

/**
 * The outline of some garment: a body that gets wider or narrower from shoulders to hem, and sleeves on both sides of its upper part. Real
 * masks come from people or from programs that find garments; a net only has to learn that there is nothing around it to be looked at.
 *
 * @returns [side, side]: 1 inside
 */
export function garmentMask(rng: Rng, sidePx: number): Float32Array {
  const between = ({ min, max }: { readonly min: number; readonly max: number }) =>
    min + (max - min) * rng.uniform();
  const [shoulders, hem, length, sleeve] = [SHOULDERS, HEM, LENGTH, SLEEVE].map(between) as [
    number,
    number,
    number,
    number,
  ];
  const top = (1 - length) * rng.uniform();
  const middle = 0.4 + 0.2 * rng.uniform();
  return Float32Array.from({ length: sidePx ** 2 }, (_, i) => {
    const across = Math.abs((i % sidePx) / sidePx - middle);
    const down = (Math.floor(i / sidePx) / sidePx - top) / length;
    if (down < 0 || down > 1) return 0;
    const body = (shoulders + (hem - shoulders) * down) / 2;
    const arms = down < 0.4 ? shoulders / 2 + sleeve : 0;
    return across <= Math.max(body, arms) ? 1 : 0;
  });
}
