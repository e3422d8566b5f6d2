import { describe, expect, it } from 'vitest';
import { type MinimizeSettings, minimize, type StepReport } from '../../../src/shared/optim/minimize.js';
import type { OptimizerSpec } from '../../../src/shared/optim/optimizerSpec.js';
import { type Problem, ROSENBROCK } from './problems.js';

const START = Float32Array.of(-1.2, 1);
const ADAM: OptimizerSpec = { kind: 'adam', stepSize: 1 };

async function run(
  settings: MinimizeSettings,
  { spec = ADAM, problem = ROSENBROCK, stopAfter = Number.POSITIVE_INFINITY } = {} as {
    spec?: OptimizerSpec;
    problem?: Problem;
    stopAfter?: number;
  },
) {
  const reports: StepReport[] = [];
  const points: Float32Array[] = [];
  const evaluate = async (x: Float32Array) => {
    points.push(x.slice());
    const total = problem.value(x);
    return { total, terms: { valley: total }, gradient: problem.gradient(x) };
  };
  const result = await minimize(evaluate, START, spec, settings, {
    isStopped: () => points.length >= stopAfter,
    onStep: ({ best, ...report }) => reports.push({ ...report, ...(best && { best: best.slice() }) }),
  });
  return { result, reports, points };
}

describe('minimize', () => {
  it('keeps the best point, though later ones are worse', async () => {
    const { result, points } = await run({ iterations: 40 });
    const best = Math.min(...result.totals);
    expect(result.totals.at(-1)).toBeGreaterThan(best);
    expect(result).toMatchObject({ total: best, terms: { valley: best }, ended: 'finished' });
    expect(result.x).toEqual(points[result.totals.indexOf(best)]);
  });

  it('makes as many evaluations as it is told, and reports each', async () => {
    const { result, reports, points } = await run({ iterations: 7 });
    expect(points).toHaveLength(7);
    expect(reports.map(({ iteration }) => iteration)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(reports.map(({ total }) => total)).toEqual(result.totals);
  });

  it('stops after the evaluation under way', async () => {
    const { result, points } = await run({ iterations: 100 }, { stopAfter: 3 });
    expect(points).toHaveLength(3);
    expect(result.ended).toBe('stopped');
    expect((await run({ iterations: 100 }, { stopAfter: 0 })).points).toHaveLength(1);
  });

  it('evaluates nothing outside of the range', async () => {
    const { points, result } = await run(
      { iterations: 30, range: [-0.5, 0.25] },
      { spec: { kind: 'lbfgs' } },
    );
    for (const point of points) {
      expect(Math.min(...point)).toBeGreaterThanOrEqual(-0.5);
      expect(Math.max(...point)).toBeLessThanOrEqual(0.25);
    }
    expect(result.x[1]).toBeLessThanOrEqual(0.25);
  });

  it('shows the best point every so often', async () => {
    const { reports, points, result } = await run({ iterations: 9, previewEvery: 4 });
    expect(reports.flatMap(({ best, iteration }) => (best ? [iteration] : []))).toEqual([4, 8]);
    const bestOf = (count: number) => {
      const totals = result.totals.slice(0, count);
      return points[totals.indexOf(Math.min(...totals))];
    };
    expect(reports[7]!.best).toEqual(bestOf(8));
  });

  it('ends where there is no way down', async () => {
    const flat: Problem = { value: () => 1, gradient: (x) => new Float32Array(x.length) };
    const { result } = await run({ iterations: 9 }, { problem: flat, spec: { kind: 'lbfgs' } });
    expect(result).toMatchObject({ ended: 'converged', totals: [1] });
  });

  it('hands Adam’s moments over', async () => {
    const { result } = await run({ iterations: 5 });
    expect(result.moments).toMatchObject({ steps: 5 });
    expect((await run({ iterations: 5 }, { spec: { kind: 'lbfgs' } })).result.moments).toBeUndefined();
  });

  it.each<OptimizerSpec>([
    { kind: 'adam', stepSize: 1 },
    { kind: 'lbfgs', firstStep: 3 },
  ])('keeps what it has where the objective is not finite later on ($kind)', async (spec) => {
    // Defined up to x = -0.7 only; the start is left of it.
    const wall: Problem = {
      value: (x) => (x[0]! < -0.7 ? ROSENBROCK.value(x) : Number.NaN),
      gradient: (x) => ROSENBROCK.gradient(x),
    };
    const { result, points } = await run({ iterations: 30 }, { problem: wall, spec });
    const finite = result.totals.filter(Number.isFinite);
    expect(finite.length).toBeLessThan(result.totals.length);
    expect(result.total).toBe(Math.min(...finite));
    expect(result.x).toEqual(points[result.totals.indexOf(result.total)]);
  });

  it('does not change the start, also where it is clipped', async () => {
    const start = START.slice();
    await run({ iterations: 5, range: [0, 0.5] });
    expect(START).toEqual(start);
  });

  it('says which terms are not finite at the start', async () => {
    const nowhere: Problem = { value: () => Number.NaN, gradient: (x) => x };
    await expect(run({ iterations: 5 }, { problem: nowhere })).rejects.toThrow(
      'the loss is not finite at the start (valley NaN)',
    );
  });
});
