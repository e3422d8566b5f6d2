import type { Tensor } from '../engine/tf.js';
import { NstError } from '../errors.js';
import {
  checkValues,
  type LayerWeights,
  type ParameterTable,
  type ValuesOf,
} from '../parameters/parameter.js';
import { type Blend, MEAN } from './blend.js';
import { TERMS, type TermSpec } from './registry.js';
import type { Seen } from './seen.js';
import type { ArraysByName, LayerKind, Refresh, Side, TensorsByName, Term, Tiling } from './term.js';

/** A refresh with its settings. */
export interface OpenRefresh {
  readonly every: number;
  readonly update: ((current: ArraysByName, goal: ArraysByName) => ArraysByName) | undefined;
  readonly find: ((seen: Seen, goal: TensorsByName) => TensorsByName) | undefined;
}

/** A tiling with the term's settings. */
export type OpenTiling =
  | { readonly kind: 'pooled' }
  | {
      readonly kind: 'summed';
      readonly reachPx: number;
      /** Undefined: the places are those of its layers. */
      readonly stepPx: number | undefined;
      readonly scale: ((seen: Seen) => TensorsByName) | undefined;
      readonly goal: (scale: TensorsByName) => TensorsByName;
      readonly range: ((scale: TensorsByName, goal: TensorsByName) => Tensor) | undefined;
    };

/** A term with its settings: what a transfer runs. */
export interface OpenTerm {
  /** Tells it from the other terms of a recipe. */
  readonly id: string;
  /** How reports call it; the losses of terms that share a name are added up. */
  readonly name: string;
  readonly side: Side;
  readonly weight: number;
  readonly layers: readonly string[];
  readonly measure: ((seen: Seen) => TensorsByName) | undefined;
  readonly digest: ((measured: ArraysByName) => ArraysByName) | undefined;
  readonly blend: (name: string) => Blend;
  readonly prepare: ((measured: TensorsByName) => TensorsByName) | undefined;
  readonly loss: (seen: Seen, goal: TensorsByName) => Tensor;
  readonly distance: ((measured: TensorsByName, goal: TensorsByName) => Tensor) | undefined;
  readonly range: ((goal: TensorsByName) => Tensor) | undefined;
  readonly refresh: OpenRefresh | undefined;
  readonly tiles: OpenTiling | undefined;
  readonly isGuided: boolean;
  readonly isCarried: boolean;
}

/** Layers by what they are good for, for terms that name none. */
export type DefaultLayers = Readonly<Record<LayerKind, LayerWeights>>;

/** Where terms always name theirs, or have none. */
export const NO_LAYERS: DefaultLayers = { style: {}, content: {}, prior: {}, patches: {} };

function bind<Table extends ParameterTable>(
  term: Term<Table>,
  p: ValuesOf<Table>,
  common: Pick<OpenTerm, 'id' | 'name' | 'side' | 'weight'>,
): OpenTerm {
  const { measure, digest, blend, prepare, loss, distance, range, refresh, tiles } = term;
  return {
    ...common,
    layers: term.layers(p),
    measure: measure && ((seen) => measure(seen, p)),
    digest: digest && ((measured) => digest(measured, p)),
    blend: (name) => blend?.(name, p) ?? MEAN,
    prepare: prepare && ((measured) => prepare(measured, p)),
    loss: (seen, goal) => loss(seen, goal, p),
    distance: distance && ((measured, goal) => distance(measured, goal, p)),
    range: range && ((goal) => range(goal, p)),
    refresh: refresh && bindRefresh(refresh, p),
    tiles: tiles && bindTiling(tiles, p),
    isGuided: term.isGuided ?? false,
    isCarried: term.isCarried ?? false,
  };
}

function bindRefresh<P>({ every, update, find }: Refresh<P>, p: P): OpenRefresh {
  return {
    every: every(p),
    update: update && ((current, goal) => update(current, goal, p)),
    find: find && ((seen, goal) => find(seen, goal, p)),
  };
}

function bindTiling<P>(tiles: Tiling<P>, p: P): OpenTiling {
  if (tiles.kind === 'pooled') return tiles;
  const { kind, scale, goal, range } = tiles;
  return {
    kind,
    reachPx: tiles.reachPx?.(p) ?? 0,
    stepPx: tiles.stepPx?.(p),
    scale: scale && ((seen) => scale(seen, p)),
    goal: (whole) => goal?.(whole, p) ?? {},
    range: range && ((whole, made) => range(whole, made, p)),
  };
}

/** Replaces layers that a spec leaves open by those of the network. */
function withDefaultLayers(values: Record<string, unknown>, kind: LayerKind, defaults: DefaultLayers): void {
  const { layers } = values;
  if (typeof layers === 'object' && layers && Object.keys(layers).length === 0)
    values.layers = defaults[kind];
}

/**
 * Makes a term of a recipe ready to run.
 *
 * @param defaults the layers of terms that name none
 * @throws NstError NST_BAD_OPTION for a setting that is not what the term expects
 */
export function openTerm(spec: TermSpec, defaults: DefaultLayers): OpenTerm {
  const { kind, name = kind, weight = 1, side = TERMS[kind].side, ...settings } = spec;
  if (!(weight >= 0 && Number.isFinite(weight))) {
    throw new NstError(
      'NST_BAD_OPTION',
      `term ${name}: weight: expected a number of at least 0, found ${weight}`,
    );
  }
  const term = TERMS[kind] as unknown as Term<ParameterTable>;
  const values: Record<string, unknown> = { ...checkValues(`term ${name}`, term.parameters, settings) };
  withDefaultLayers(values, term.layerKind ?? side, defaults);
  return bind(term, values, { id: name, name, side, weight });
}

/**
 * Opens all terms of a recipe. Those of one name get numbers behind it, as their ids; and as their names, too, if nobody
 * gave them the same one.
 */
export function openTerms(specs: readonly TermSpec[], defaults: DefaultLayers): OpenTerm[] {
  const counts = new Map<string, number>();
  return specs.map((spec) => {
    const term = openTerm(spec, defaults);
    const count = (counts.get(term.id) ?? 0) + 1;
    counts.set(term.id, count);
    if (count === 1) return term;
    const id = `${term.id}${count}`;
    return { ...term, id, name: spec.name ?? id };
  });
}
