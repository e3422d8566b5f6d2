import type { Program } from '../engine/engine.js';
import type { Evaluation } from '../engine/objective.js';
import type { Feeds } from '../engine/protocol.js';

/**
 * The mean of an objective over the items of a batch. Items are evaluated side by side where the engine has lanes, and summed in their
 * order, so the result does not depend on how many there are.
 *
 * @param items inputs of each item that the others do not share
 */
export async function meanEvaluation(
  program: Program,
  shared: Feeds,
  items: readonly Feeds[],
): Promise<Evaluation> {
  const evaluations = await Promise.all(items.map((item) => program.evaluate({ ...shared, ...item })));
  const share = 1 / items.length;
  const sums: Record<string, Float32Array> = {};
  const terms: Record<string, number> = {};
  let total = 0;
  for (const evaluation of evaluations) {
    total += share * evaluation.total;
    for (const [name, value] of Object.entries(evaluation.terms))
      terms[name] = (terms[name] ?? 0) + share * value;
    for (const [name, gradient] of Object.entries(evaluation.gradients)) {
      const sum = sums[name] ?? new Float32Array(gradient.length);
      for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + share * gradient[i]!;
      sums[name] = sum;
    }
  }
  return { total, terms, gradients: sums };
}
