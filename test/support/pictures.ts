import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Picture, Size } from '../../src/shared/pictures/picture.js';
import { Rng } from '../../src/shared/rng.js';

/** A new folder for the files of one test run. */
export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), 'nst-image-'));
}

/** The picture of a function of the pixel's centre in 0..1, 0..1. */
export function paint(
  { width, height }: Size,
  colour: (x: number, y: number) => readonly [number, number, number],
): Picture {
  const pixels = new Float32Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      pixels.set(colour((x + 0.5) / width, (y + 0.5) / height), (y * width + x) * 3);
    }
  }
  return { width, height, pixels };
}

/** Something like a photograph: smooth shades, some detail, colours of every hue; other for each seed. */
export function scene(size: Size, seed = 0): Picture {
  const rng = new Rng(seed);
  const waves = Array.from({ length: 12 }, () => ({
    fx: (rng.uniform() - 0.5) * 30,
    fy: (rng.uniform() - 0.5) * 30,
    phase: rng.uniform() * 7,
    colour: [rng.normal(), rng.normal(), rng.normal()].map((v) => v * 0.06),
  }));
  return paint(size, (x, y) => {
    const rgb: [number, number, number] = [0.5, 0.5, 0.5];
    for (const { fx, fy, phase, colour } of waves) {
      const value = Math.sin(fx * x + fy * y + phase);
      for (let c = 0; c < 3; c++) rgb[c]! += value * colour[c]!;
    }
    return [clamp01(rgb[0]), clamp01(rgb[1]), clamp01(rgb[2])];
  });
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Largest absolute difference of two arrays of one length. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`lengths ${a.length} and ${b.length}`);
  let largest = 0;
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}
