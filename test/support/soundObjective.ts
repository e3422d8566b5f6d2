import { expect } from 'vitest';
import type { Objective } from '../../src/shared/engine/objective.js';
import { Rng } from '../../src/shared/rng.js';
import { type Arrays, compiledEvaluation, eagerEvaluation, lossBy } from './engines.js';
import { gradientFault } from './slopes.js';

/** Normal numbers of a shape, under one name. */
export function normalValues(shapes: Readonly<Record<string, readonly number[]>>, seed: number): Arrays {
  const rng = new Rng(seed);
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      { shape, data: rng.normals(shape.reduce((size, length) => size * length, 1)) },
    ]),
  );
}

/**
 * Expects that an objective compiles to what tfjs computes, value and gradients, and that the gradients are those that
 * differences give, by a check that finds wrong ones.
 */
export async function expectSoundObjective(objective: Objective, values: Arrays): Promise<void> {
  const eager = eagerEvaluation(objective, values);
  const compiled = await compiledEvaluation(objective, values);
  expect([compiled.total]).toBeAllclose([eager.total], 1e-4, 1e-6);
  for (const [name, gradient] of Object.entries(eager.gradients)) {
    const largest = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
    expect(compiled.gradients[name]).toBeAllclose(gradient, 1e-3, 1e-4 * largest);
    const claim = {
      lossOf: lossBy(objective, values, name),
      values: values[name]!.data,
      shape: values[name]!.shape,
      gradient,
    };
    expect(await gradientFault(claim), `the gradient by ${name}`).toBeUndefined();
  }
}
