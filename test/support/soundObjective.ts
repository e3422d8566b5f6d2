import { expect } from 'vitest';
import type { Objective } from '../../src/shared/engine/objective.js';
import { Rng } from '../../src/shared/rng.js';
import { type Arrays, centralDifference, compiledEvaluation, eagerEvaluation } from './engines.js';

/** How closely a slope must agree with differences, and how far apart these are taken. */
export interface SlopeCheck {
  readonly step?: number;
  readonly relative?: number;
  readonly absolute?: number;
}

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
 * central differences give along random directions.
 */
export async function expectSoundObjective(
  objective: Objective,
  values: Arrays,
  { step = 1e-2, relative = 0.01, absolute = 1e-3 }: SlopeCheck = {},
): Promise<void> {
  const eager = eagerEvaluation(objective, values);
  const compiled = await compiledEvaluation(objective, values);
  expect([compiled.total]).toBeAllclose([eager.total], 1e-4, 1e-6);
  const rng = new Rng(17);
  for (const [name, gradient] of Object.entries(eager.gradients)) {
    const largest = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
    expect(compiled.gradients[name]).toBeAllclose(gradient, 1e-3, 1e-4 * largest);
    const direction = rng.normals(gradient.length, 1 / Math.sqrt(gradient.length));
    const slope = gradient.reduce((sum, g, i) => sum + g * direction[i]!, 0);
    const difference = centralDifference(objective, values, name, direction, step);
    expect([slope]).toBeAllclose([difference], relative, absolute * largest);
  }
}
