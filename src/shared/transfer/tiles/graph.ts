/** The graphs of a tile: what is measured of it, and what is pulled back to its pixels. */
import type { ForwardFunction, Objective } from '../../engine/objective.js';
import { type Scalar, type Tensor, type Tensor2D, tf } from '../../engine/tf.js';
import type { OpenTerm } from '../../terms/openTerm.js';
import type { Seen } from '../../terms/seen.js';
import type { Side, TensorsByName } from '../../terms/term.js';
import { type TilePlaces, TileSeen } from '../../terms/tileSeen.js';
import { INPUT, inputName, MEASURED, outputName, tensorsFor } from '../graph.js';
import { placesIn } from './placeWeights.js';
import { stepsOf, type TiledView } from './tiledView.js';
import type { TileGrid } from './tileGrid.js';

/** The input that says how much places count for a side, of the layers of a step. */
export const placesName = (side: Side, stepPx: number) => `places-${side}@${stepPx}`;

/** What terms of each side see of a tile. Examples are scaled by all of their places, as priors are. */
function seenIn(
  tiled: TiledView,
  grid: TileGrid,
  terms: readonly OpenTerm[],
  inputs: TensorsByName,
): Readonly<Record<Side, Seen>> {
  const layers = [...new Set(terms.flatMap((term) => term.layers))];
  const activations = tiled.view(grid.tile).see(inputs[INPUT.variable]!, layers);
  const steps = [...new Set(terms.flatMap((term) => stepsOf(term, tiled)))];
  const seenBy = (side: Side) => {
    const places = steps.flatMap((stepPx): TilePlaces[] => {
      const weights = inputs[placesName(side, stepPx)] as Tensor2D | undefined;
      if (!weights) return [];
      const sizes = { whole: placesIn(grid.whole, stepPx), tile: placesIn(grid.tile, stepPx) };
      return [side === 'style' ? { ...sizes, means: weights } : { ...sizes, sums: weights }];
    });
    return new TileSeen(activations, places);
  };
  return { style: seenBy('style'), content: seenBy('content'), prior: seenBy('prior') };
}

/** What a tile adds to what is known of the whole: outputs `=TERM/NAME`, the statistics of pooled terms and the scales of others. */
export function tileParts(tiled: TiledView, grid: TileGrid, terms: readonly OpenTerm[]): ForwardFunction {
  return (inputs) => {
    const seen = seenIn(tiled, grid, terms, inputs);
    const parts = terms.flatMap(({ id, side, tiles, measure }) => {
      const tensors =
        tiles?.kind === 'summed' ? (tiles.scale?.(seen.prior) ?? {}) : (measure?.(seen[side]) ?? {});
      return Object.entries(tensors).map(([name, value]) => [outputName(id, name), value] as const);
    });
    return Object.fromEntries(parts);
  };
}

/** Goals and ranges of terms that are summed, of the scale of the whole: inputs `TERM/NAME`; outputs the same, and `=TERM/range`. */
export function scaledGoals(terms: readonly OpenTerm[], range: string): ForwardFunction {
  return (inputs) =>
    Object.fromEntries(
      terms.flatMap(({ id, tiles }) => {
        if (tiles?.kind !== 'summed') return [];
        const scale = tensorsFor(id, inputs);
        const goal = tiles.goal(scale);
        const entries = Object.entries(goal).map(([name, value]) => [outputName(id, name), value] as const);
        return tiles.range
          ? [...entries, [outputName(id, range), tiles.range(scale, goal)] as const]
          : entries;
      }),
    );
}

const shared = (byRegion: Tensor, shares: Tensor | undefined, factors: Tensor, i: number): Scalar =>
  tf.sum(tf.mul(shares ? tf.mul(byRegion, shares) : byRegion, tf.slice(factors, [i], [1])));

/** Adds losses up by the names of terms. */
function byName(losses: ReadonlyArray<readonly [name: string, loss: Scalar]>): Record<string, Scalar> {
  const result: Record<string, Scalar> = {};
  for (const [name, loss] of losses) result[name] = result[name] ? tf.add(result[name], loss) : loss;
  return result;
}

/**
 * The losses of pooled terms by what was measured of the whole: inputs `TERM/@measured/NAME`, `TERM/NAME`, `factors` [terms] and
 * `shares` [regions].
 */
export function lossesOfWhole(terms: readonly OpenTerm[]): Objective {
  return (inputs) =>
    byName(
      terms.flatMap(({ id, name, tiles, distance }, i) => {
        if (tiles?.kind !== 'pooled' || !distance) return [];
        const tensors = Object.entries(tensorsFor(id, inputs));
        const isMeasured = (key: string) => key.startsWith(MEASURED);
        const measured = tensors.flatMap(([key, value]) =>
          isMeasured(key) ? [[key.slice(MEASURED.length), value] as const] : [],
        );
        const goal = tensors.filter(([key]) => !isMeasured(key));
        const loss = distance(Object.fromEntries(measured), Object.fromEntries(goal));
        return [[name, shared(loss, inputs[INPUT.shares], inputs[INPUT.factors]!, i)] as const];
      }),
    );
}

/** What stands for pooled terms in the losses of a tile: a number that has their gradient, and is no loss. */
export const PULLED = '@pulled';

/**
 * A tile's part of the losses that are summed, and, as `@pulled`, what it measures times the slope of the losses of the whole.
 * Inputs: `variable`; places; `factors` [terms]; `TERM/NAME`: goals of terms that are summed, slopes of those that are pooled.
 */
export function pulling(tiled: TiledView, grid: TileGrid, terms: readonly OpenTerm[]): Objective {
  return (inputs) => {
    const seen = seenIn(tiled, grid, terms, inputs);
    return byName(
      terms.flatMap(({ id, name, side, tiles, measure, loss }, i) => {
        const given = tensorsFor(id, inputs);
        if (tiles?.kind === 'summed')
          return [[name, shared(loss(seen[side], given), undefined, inputs[INPUT.factors]!, i)] as const];
        const measured = measure?.(seen[side]) ?? {};
        return Object.entries(measured).map(([key, value]) => {
          const slope = inputs[inputName(id, key)]!;
          return [PULLED, tf.sum(tf.mul(value, slope)) as Scalar] as const;
        });
      }),
    );
  };
}
