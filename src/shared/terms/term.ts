import type { ArrayValue } from '../engine/objective.js';
import type { Tensor } from '../engine/tf.js';
import type { ParameterTable, ValuesOf } from '../parameters/parameter.js';
import type { Blend } from './blend.js';
import type { Seen } from './seen.js';

/** Whose likeness a term asks for: the styles', the content's, or nobody's (what pictures or sounds are like in general). */
export type Side = 'style' | 'content' | 'prior';

/** What layers are good for: networks propose some for each. */
export type LayerKind = Side | 'patches';

/** What terms are about: pictures, sounds, the effects of text, or pictures that follow each other. */
export type Medium = 'pictures' | 'sounds' | 'text' | 'films';

/** Tensors by name, as a term measures them and is given them back as its goal. */
export type TensorsByName = Readonly<Record<string, Tensor>>;
/** The same outside of a graph. */
export type ArraysByName = Readonly<Record<string, ArrayValue>>;

/** What measured arrays of a guide are called beside those of the example. */
export const guideName = (name: string) => `guide:${name}`;

/**
 * A loss. Everything is a function of its settings `p` and of what it sees:
 *
 *     measure(example) -> blend with others -> prepare -> the goal, a frozen input of the compiled objective
 *     loss(picture as it is, goal)
 *
 * Measured tensors and losses have a first axis: of regions, where masks are in use; else of the pictures of a batch, each of
 * which is measured by itself, with a goal of its own or one that serves all. Functions that take tensors are traced into a
 * graph; they must not read values.
 */
export interface Term<Table extends ParameterTable> {
  /** What it makes of a result, in a line. */
  readonly help: string;
  /** The paper or program that it is from. */
  readonly source: string;
  readonly side: Side;
  /** What it can be added to. Left out: pictures and sounds. */
  readonly media?: readonly Medium[];
  /**
   * Whether its goal depends on a guide, too: the style as it lies on the content. What is measured of that is handed to
   * `prepare` under `guideName`; where there is none it is missing.
   */
  readonly isGuided?: boolean;
  /** Whether its goal is what was there before, which a run is given: no example is measured for it. */
  readonly isCarried?: boolean;
  readonly parameters: Table;
  /**
   * Memory beyond what the network takes anyway, in bytes a pixel of the picture: the peak of a run with the term at 512 px less that
   * of one without (docs/benchmarks.md, "Memory"). Left out: next to none.
   */
  readonly pixelBytes?: number;
  /** Which layers of a network are meant where none are named. Left out: those of its side. */
  readonly layerKind?: LayerKind;
  /** The layers that it looks at. */
  layers(p: ValuesOf<Table>): readonly string[];
  /** What is kept of an example (or of the content). Left out: it needs no example. */
  measure?(seen: Seen, p: ValuesOf<Table>): TensorsByName;
  /** What is made of the measured arrays outside of the graph, for what graphs cannot do, such as sorting. */
  digest?(measured: ArraysByName, p: ValuesOf<Table>): ArraysByName;
  /** How one measured array mixes with those of other examples. Left out: they are averaged. */
  blend?(name: string, p: ValuesOf<Table>): Blend;
  /** Whatever depends on the goal alone, so that it is computed once. Left out: the goal is what was measured. */
  prepare?(measured: TensorsByName, p: ValuesOf<Table>): TensorsByName;
  /** The loss of each region, or of each picture of a batch, [regions or n]; 0 at the example itself. */
  loss(seen: Seen, goal: TensorsByName, p: ValuesOf<Table>): Tensor;
  /** The same from what was measured of a whole picture or sound, where that is enough. */
  distance?(measured: TensorsByName, goal: TensorsByName, p: ValuesOf<Table>): Tensor;
  /** About the loss of a picture that has nothing of the example, [regions or n]. Left out: 1. */
  range?(goal: TensorsByName, p: ValuesOf<Table>): Tensor;
  /** For goals that depend on the picture as it is. */
  readonly refresh?: Refresh<ValuesOf<Table>>;
  /** How it is told of a picture that is looked at tile by tile. Left out: it is not, since what one place asks for hangs on all others. */
  readonly tiles?: Tiling<ValuesOf<Table>>;
}

/** How the loss of a whole picture comes of its tiles. */
export type Tiling<P> = PooledTiling | SummedTiling<P>;

/** A function of means over places: what `measure` says of tiles is pooled as `blend` has it, and `distance` takes that of the whole. */
export interface PooledTiling {
  readonly kind: 'pooled';
}

/** A mean over places, taken with `Seen.meanOf`: the losses of tiles are added up. What `measure` says of a tile is the goal there. */
export interface SummedTiling<P> {
  readonly kind: 'summed';
  /** How far beyond a place it looks, beside what layers do. Left out: nowhere. */
  reachPx?(p: P): number;
  /** The pixels that are one place, where it makes places of its own. Left out: those of its layers. */
  stepPx?(p: P): number;
  /** What it has to know of the whole example, as means over places, [1, ...]: they are pooled. */
  scale?(seen: Seen, p: P): TensorsByName;
  /** What of the goal hangs on the whole. */
  goal?(scale: TensorsByName, p: P): TensorsByName;
  /** `range` of the whole, by what `scale` and `goal` gave. */
  range?(scale: TensorsByName, goal: TensorsByName, p: P): Tensor;
}

/** A goal that is made anew now and then from the picture as it is, and held in between. */
export interface Refresh<P> {
  /** Evaluations between two. */
  every(p: P): number;
  /**
   * What is added to the goal, outside of a graph.
   *
   * @param current what `measure` says of the picture as it is, not digested
   */
  update?(current: ArraysByName, goal: ArraysByName, p: P): ArraysByName;
  /** What is added to the goal, as graph ops; it has no gradient. */
  find?(seen: Seen, goal: TensorsByName, p: P): TensorsByName;
}

/** Declares a term, so that its settings have types. */
export function term<const Table extends ParameterTable>(declaration: Term<Table>): Term<Table> {
  return declaration;
}
