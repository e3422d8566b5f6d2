/** Colours and how they lie over each other. */

/** Red, green, blue in 0..1. */
export type Colour = readonly [number, number, number];
/** Colour multiplied by alpha, and alpha. */
export type Layer = readonly [number, number, number, number];

export const CLEAR: Layer = [0, 0, 0, 0];

/** A colour written as 0xrrggbb. */
export function rgb(hex: number): Colour {
  return [(hex >> 16) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255];
}

export const clamp01 = (value: number) => Math.min(1, Math.max(0, value));

/** 0 below `from`, 1 above `to`, smooth between them; falling if `from` is the larger. */
export function smooth(from: number, to: number, value: number): number {
  const t = clamp01((value - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/** A colour seen through `alpha`. */
export function tint([r, g, b]: Colour, alpha: number): Layer {
  const a = clamp01(alpha);
  return [r * a, g * a, b * a, a];
}

/** Layers on each other, the first at the bottom. */
export function stack(...layers: readonly Layer[]): Layer {
  return layers.reduce((below, above) => {
    const through = 1 - above[3];
    return [0, 1, 2, 3].map((c) => above[c]! + below[c]! * through) as unknown as Layer;
  }, CLEAR);
}

/** A colour between others that stand at 0..1 in even steps. */
export function ramp(colours: readonly Colour[], at: number): Colour {
  const place = clamp01(at) * (colours.length - 1);
  const first = Math.min(colours.length - 2, Math.floor(place));
  const [low, high] = [colours[first]!, colours[first + 1]!];
  return [0, 1, 2].map((c) => low[c]! + (high[c]! - low[c]!) * (place - first)) as unknown as Colour;
}
