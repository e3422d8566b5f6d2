/** The graphs of a transfer: what is measured, what is prepared, what is minimised. */
import type { ArrayValue, ForwardFunction, InputSpec, Objective } from '../engine/objective.js';
import type { Feeds } from '../engine/protocol.js';
import { type Scalar, type Tensor3D, tf } from '../engine/tf.js';
import type { OpenTerm } from '../terms/openTerm.js';
import { Seen } from '../terms/seen.js';
import type { TensorsByName } from '../terms/term.js';
import type { Measures } from './goals.js';
import type { View } from './view.js';

/** Input names that no term can have: theirs contain a slash. */
export const INPUT = {
  variable: 'variable',
  factors: 'factors',
  shares: 'shares',
  stylePlaces: 'style-places',
  contentPlaces: 'content-places',
} as const;

const SEPARATOR = '/';
/** What an input of a term is called. */
export const inputName = (term: string, name: string) => `${term}${SEPARATOR}${name}`;

/** How much the places of a picture count; all alike, where it is left out. */
export interface Places {
  /** [regions, height, width]: for each region of style. */
  readonly style?: ArrayValue | undefined;
  /** [1, height, width]: for the content. */
  readonly content?: ArrayValue | undefined;
}

type Inputs = Readonly<Record<string, ArrayValue>>;

/** The inputs that say how much places count. */
export function placeInputs({ style, content }: Places): Inputs {
  return { ...(style && { [INPUT.stylePlaces]: style }), ...(content && { [INPUT.contentPlaces]: content }) };
}

/** The inputs that hold measures, or goals, of terms. */
export function arrayInputs(measures: Measures): Inputs {
  const entries = Object.entries(measures).flatMap(([term, arrays]) =>
    Object.entries(arrays).map(([name, value]) => [inputName(term, name), value] as const),
  );
  return Object.fromEntries(entries);
}

/** Arrays named `TERM/NAME`, by term and name. */
export function measuresByName(arrays: Inputs): Record<string, Record<string, ArrayValue>> {
  const measures: Record<string, Record<string, ArrayValue>> = {};
  for (const [name, value] of Object.entries(arrays)) {
    const split = name.indexOf(SEPARATOR);
    const term = name.slice(0, split);
    measures[term] = { ...measures[term], [name.slice(split + 1)]: value };
  }
  return measures;
}

/** Before the names of outputs, which inputs may share. */
const OUTPUT = '=';
/** What an output of a term is called. */
export const outputName = (term: string, name: string) => OUTPUT + inputName(term, name);

/** Outputs by term and name. */
export function measuresOf(outputs: Inputs): Record<string, Record<string, ArrayValue>> {
  const entries = Object.entries(outputs).map(([name, value]) => [name.slice(OUTPUT.length), value] as const);
  return measuresByName(Object.fromEntries(entries));
}

/** What a term is given of the inputs that hold its arrays. */
export function tensorsFor(term: string, inputs: TensorsByName): TensorsByName {
  const prefix = inputName(term, '');
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  );
}

/** What the terms of each side see of a variable. */
function seenBy(view: View, terms: readonly OpenTerm[], inputs: TensorsByName) {
  const layers = [...new Set(terms.flatMap((term) => term.layers))];
  const activations = view.see(inputs[INPUT.variable]!, layers);
  const places = (name: string) => inputs[name] as Tensor3D | undefined;
  return {
    style: new Seen(activations, places(INPUT.stylePlaces)),
    content: new Seen(activations, places(INPUT.contentPlaces)),
    prior: new Seen(activations),
  };
}

/** Measures: input `variable` and those of places; outputs `=TERM/NAME`. */
export function measuring(view: View, terms: readonly OpenTerm[]): ForwardFunction {
  return (inputs) => {
    const seen = seenBy(view, terms, inputs);
    const outputs = terms.flatMap(({ id: term, side, measure }) =>
      Object.entries(measure?.(seen[side]) ?? {}).map(
        ([name, value]) => [outputName(term, name), value] as const,
      ),
    );
    return Object.fromEntries(outputs);
  };
}

/** What goals have of the picture as it is: inputs `variable`, places and `TERM/NAME`; outputs `=TERM/NAME`. */
export function finding(view: View, terms: readonly OpenTerm[]): ForwardFunction {
  return (inputs) => {
    const seen = seenBy(view, terms, inputs);
    const outputs = terms.flatMap(({ id: term, side, refresh }) =>
      Object.entries(refresh?.find?.(seen[side], tensorsFor(term, inputs)) ?? {}).map(
        ([name, value]) => [outputName(term, name), value] as const,
      ),
    );
    return Object.fromEntries(outputs);
  };
}

/** The output that holds a term's range. */
export const RANGE = '@range';

/** Prepares goals: inputs `TERM/NAME`, outputs the same with `=` before; besides, `=TERM/@range`, [regions]. */
export function preparing(terms: readonly OpenTerm[]): ForwardFunction {
  return (inputs) => {
    const outputs = terms.flatMap(({ id: term, prepare, range }) => {
      const measured = tensorsFor(term, inputs);
      const goal = prepare?.(measured) ?? measured;
      const entries = Object.entries(goal).map(([name, value]) => [outputName(term, name), value] as const);
      return range ? [...entries, [outputName(term, RANGE), range(goal)] as const] : entries;
    });
    return Object.fromEntries(outputs);
  };
}

/** Before the names of inputs that hold measures where those of goals are inputs too. */
export const MEASURED = '@measured/';
/** The output that holds a distance. */
export const DISTANCE = 'distance';

/** Distances of measures from goals: inputs `TERM/@measured/NAME` and `TERM/NAME`; outputs `TERM/distance`, [regions]. */
export function comparing(terms: readonly OpenTerm[]): ForwardFunction {
  return (inputs) =>
    Object.fromEntries(
      terms.flatMap(({ id: term, distance }) => {
        const tensors = Object.entries(tensorsFor(term, inputs));
        const measured = tensors.flatMap(([name, value]) =>
          name.startsWith(MEASURED) ? [[name.slice(MEASURED.length), value]] : [],
        );
        const goal = tensors.filter(([name]) => !name.startsWith(MEASURED));
        return distance
          ? [[outputName(term, DISTANCE), distance(Object.fromEntries(measured), Object.fromEntries(goal))]]
          : [];
      }),
    );
}

/**
 * The objective. Inputs: `variable`; those of places; `factors` [terms]; `shares` [regions]; goals as `TERM/NAME`. The
 * loss of a style term is the mean of its regions' by their shares; other terms have one region. Outputs are by the names of
 * terms.
 */
export function minimising(view: View, terms: readonly OpenTerm[]): Objective {
  return (inputs) => {
    const seen = seenBy(view, terms, inputs);
    const losses: Record<string, Scalar> = {};
    for (const [i, term] of terms.entries()) {
      const byRegion = term.loss(seen[term.side], tensorsFor(term.id, inputs));
      const shared = term.side === 'style' ? tf.mul(byRegion, inputs[INPUT.shares]!) : byRegion;
      const factor = tf.slice(inputs[INPUT.factors]!, [i], [1]);
      const loss: Scalar = tf.sum(tf.mul(shared, factor));
      const before = losses[term.name];
      losses[term.name] = before ? tf.add(before, loss) : loss;
    }
    return losses;
  };
}

/** Shapes of inputs, for compiling; the variable gets a gradient. */
export function specsOf(inputs: Inputs, view: View): Record<string, InputSpec> {
  const specs = Object.entries(inputs).map(([name, { shape }]): [string, InputSpec] => [
    name,
    { shape, role: 'frozen' },
  ]);
  return { [INPUT.variable]: { shape: view.shape, role: 'variable' }, ...Object.fromEntries(specs) };
}

/** Values of inputs, for running. */
export function feedsOf(inputs: Inputs): Feeds {
  return Object.fromEntries(Object.entries(inputs).map(([name, { data }]) => [name, data]));
}
