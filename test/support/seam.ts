import type { Picture } from '../../src/shared/pictures/picture.js';

/** Mean squared difference of the pixels on both sides of a line between two columns. */
function across({ width, height, pixels }: Picture, left: number, right: number): number {
  let sum = 0;
  for (let y = 0; y < height; y++) {
    for (let c = 0; c < 3; c++) {
      sum += (pixels[(y * width + left) * 3 + c]! - pixels[(y * width + right) * 3 + c]!) ** 2;
    }
  }
  return sum / (height * 3);
}

/** The picture with rows and columns exchanged. */
function turned({ width, height, pixels }: Picture): Picture {
  const out = new Float32Array(pixels.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      out.set(pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3), (x * height + y) * 3);
    }
  }
  return { width: height, height: width, pixels: out };
}

/** The steps between columns that are neighbours inside, in order, and that over the border. */
function steps(picture: Picture): { inside: number[]; seam: number } {
  const inside = Array.from({ length: picture.width - 1 }, (_, x) => across(picture, x, x + 1));
  return { inside: inside.sort((a, b) => a - b), seam: across(picture, picture.width - 1, 0) };
}

/** How steep the seams of a tile are. */
export interface Seam {
  /** The steeper seam over the mean of the lines inside, as root mean squares. */
  readonly ratio: number;
  /** The share of the lines inside that are as steep as the seam, of the steeper seam. */
  readonly share: number;
}

/** Measures how much steeper a picture is where its sides meet than inside. */
export function seamOf(picture: Picture): Seam {
  const both = [picture, turned(picture)].map((side) => {
    const { inside, seam } = steps(side);
    const mean = inside.reduce((sum, value) => sum + value, 0) / inside.length;
    const share = inside.filter((value) => value >= seam).length / inside.length;
    return { ratio: Math.sqrt(seam / mean), share };
  });
  return both[0]!.ratio > both[1]!.ratio ? both[0]! : both[1]!;
}
