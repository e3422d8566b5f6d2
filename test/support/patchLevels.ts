import type { Level } from '../../src/glyph/patch/level.js';
import { makeLevel } from '../../src/glyph/patch/makeLevel.js';
import type { Material } from '../../src/glyph/patch/material.js';
import type { Grid } from '../../src/shared/fields/grid.js';
import type { Size } from '../../src/shared/pictures/picture.js';
import { RGBA } from '../../src/shared/pictures/premultiplied.js';
import { Rng } from '../../src/shared/rng.js';

/** What an example and a target of noise are, from which levels are made. */
export interface NoiseTask {
  readonly example: Size;
  readonly target: Size;
  /** Default: it is; the source is the example upright, and not its eight turns. */
  readonly isDirected?: boolean;
  /** Pixels that are worked on; default: all. */
  readonly isWorthwhile?: (x: number, y: number) => boolean;
}

const gridOf = ({ width, height }: Size, valueAt: (x: number, y: number) => number): Grid => ({
  width,
  height,
  data: Float32Array.from({ length: width * height }, (_, i) => valueAt(i % width, Math.floor(i / width))),
});

/** An opaque picture of noise, with guides that grow to the right. */
export function noiseMaterial(task: NoiseTask): Material {
  const { example, target, isDirected = true, isWorthwhile = () => true } = task;
  const rng = new Rng(5);
  const rgba = Float32Array.from({ length: example.width * example.height * RGBA }, (_, i) =>
    i % RGBA === RGBA - 1 ? 1 : rng.uniform(),
  );
  const across = (size: Size) => gridOf(size, (x) => (2 * x) / size.width);
  const outside = (size: Size) => gridOf(size, () => 100);
  return {
    picture: { ...example, rgba },
    exampleGuide: across(example),
    targetGuide: across(target),
    exampleDistance: outside(example),
    targetDistance: outside(target),
    far: 2,
    isWorthwhile: gridOf(target, (x, y) => (isWorthwhile(x, y) ? 1 : 0)),
    reachPx: 1,
    isDirected,
  };
}

/** The same, so many times smaller. */
export const noiseLevel = (task: NoiseTask, scale = 1): Level => makeLevel(noiseMaterial(task), scale, 1);

/** Indices of all centres of a source. */
export const centresOf = ({ source: { isCentre } }: Level): number[] =>
  [...isCentre.keys()].filter((q) => isCentre[q] === 1);

/** Puts a random patch at every pixel that is worked on. */
export function scatter({ target, field, ...level }: Level, seed: number): void {
  const rng = new Rng(seed);
  const centres = centresOf({ target, field, ...level });
  for (const [p, active] of target.isActive.entries()) {
    if (active === 1) field.nearest[p] = centres[rng.integer(centres.length)]!;
  }
}
