import type { ShapedExample } from '../../src/glyph/synthesis.js';

const SIDE_PX = 96;
const RADIUS_PX = 40;

/** How much of a pixel a disc covers. @param share of its radius */
export function coverage(x: number, y: number, share = 1): number {
  const away = Math.hypot(x - SIDE_PX / 2 + 0.5, y - SIDE_PX / 2 + 0.5);
  return Math.min(1, Math.max(0, share * RADIUS_PX - away + 0.5));
}

/** A disc of which every pixel is as bright as a function says, 0..1, on nothing. */
export function disc(brightness: (x: number, y: number) => number): ShapedExample {
  const size = { width: SIDE_PX, height: SIDE_PX };
  const data = Float32Array.from({ length: SIDE_PX ** 2 }, (_, i) =>
    coverage(i % SIDE_PX, Math.floor(i / SIDE_PX)),
  );
  const rgba = new Float32Array(data.length * 4);
  for (const [i, alpha] of data.entries()) {
    const value = alpha * brightness(i % SIDE_PX, Math.floor(i / SIDE_PX));
    rgba.set([value, value, value, alpha], i * 4);
  }
  return { picture: { ...size, rgba }, shape: { ...size, data } };
}
