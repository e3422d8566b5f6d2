/** Weights of red, green and blue in the brightness of encoded colours, ITU-R BT.709-6, item 3.2. */
const BT709_WEIGHTS = [0.2126, 0.7152, 0.0722] as const;

/** Brightness of the colour at `offset`; that of a grey is its value. */
export function lumaAt(values: ArrayLike<number>, offset: number): number {
  const [r, g, b] = BT709_WEIGHTS;
  return r * values[offset]! + g * values[offset + 1]! + b * values[offset + 2]!;
}
