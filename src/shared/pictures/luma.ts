/** Weights of red, green and blue in the brightness of encoded colours, ITU-R BT.709-6, item 3.2. */
const BT709_WEIGHTS = [0.2126, 0.7152, 0.0722] as const;

/** Brightness of the colour at `offset`; that of a grey is its value. */
export function lumaAt(values: ArrayLike<number>, offset: number): number {
  const [r, g, b] = BT709_WEIGHTS;
  return r * values[offset]! + g * values[offset + 1]! + b * values[offset + 2]!;
}

/** Brightness of every pixel. @param values colours one after the other, @param channels numbers of each: 3, or 4 with alpha behind */
export function lumaPlane(values: Float32Array, channels: number): Float32Array {
  return Float32Array.from({ length: values.length / channels }, (_, i) => lumaAt(values, i * channels));
}
