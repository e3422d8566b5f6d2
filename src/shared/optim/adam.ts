import type { Optimizer, OptimizerState } from './optimizer.js';
import { dot } from './vectors.js';

/** How Adam goes about it: plain data. */
export interface AdamOptions {
  /** How far a variable moves in a step, about, in its own units. */
  readonly stepSize?: number;
  /** Decay of the mean of gradients. */
  readonly decay1?: number;
  /** Decay of the mean of squared gradients. */
  readonly decay2?: number;
  /** Added to the root of the mean square. */
  readonly epsilon?: number;
  /** Moments to start from, e.g. those of a coarser scale, resized. */
  readonly moments?: AdamMoments;
}

export const ADAM_DEFAULTS: Required<Omit<AdamOptions, 'moments'>> = {
  stepSize: 0.02,
  decay1: 0.9,
  decay2: 0.99,
  epsilon: 1e-8,
};

/** Running means of the gradient and of its square, and the number of steps they were taken over. */
export interface AdamMoments {
  readonly first: Float32Array;
  readonly second: Float32Array;
  readonly steps: number;
}

/** Where an Adam minimisation stands. */
export interface AdamState extends OptimizerState {
  readonly kind: 'adam';
  readonly x: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Steps in the moments: those of this run and of the one it was started from. */
  age: number;
}

/**
 * Adam (Kingma & Ba 2015, algorithm 1), with moments that can be handed on between scales. The decay of the second
 * moment is 0.99 and not 0.999, because a stage of style transfer is shorter than a thousand steps.
 *
 * @throws RangeError if moments are given for another number of variables
 */
export function adam(options: AdamOptions = {}): Optimizer<AdamState> {
  const { moments, ...settings } = { ...ADAM_DEFAULTS, ...options };
  return {
    init: (x0) => initialState(x0, moments),
    resume: (state, x0) => ({ ...state, steps: 0, done: false, x: x0.slice() }),
    propose: (state) => state.x,
    accept: (state, value, gradient) => {
      // A gradient that is not finite would stay in the moments for good, and be handed on with them.
      if (Number.isFinite(value) && Number.isFinite(dot(gradient, gradient))) step(state, gradient, settings);
      else state.done = true;
      return state;
    },
  };
}

function initialState(x0: Float32Array, moments: AdamMoments | undefined): AdamState {
  const { first, second, steps } = moments ?? {
    first: new Float32Array(x0.length),
    second: new Float32Array(x0.length),
    steps: 0,
  };
  if (first.length !== x0.length || second.length !== x0.length) {
    throw new RangeError(`Adam: expected moments of ${x0.length} variables, found ${first.length}`);
  }
  return {
    kind: 'adam',
    steps: 0,
    done: false,
    x: x0.slice(),
    first: first.slice(),
    second: second.slice(),
    age: steps,
  };
}

function step(state: AdamState, gradient: Float32Array, settings: typeof ADAM_DEFAULTS): void {
  const { x, first, second } = state;
  const { stepSize, decay1, decay2, epsilon } = settings;
  state.steps++;
  state.age++;
  // Moments start at zero: the early ones are too small by these factors.
  const unbias1 = 1 / (1 - decay1 ** state.age);
  const unbias2 = 1 / (1 - decay2 ** state.age);
  for (let i = 0; i < x.length; i++) {
    const g = gradient[i]!;
    const mean = decay1 * first[i]! + (1 - decay1) * g;
    const square = decay2 * second[i]! + (1 - decay2) * g * g;
    first[i] = mean;
    second[i] = square;
    x[i] = x[i]! - (stepSize * mean * unbias1) / (Math.sqrt(square * unbias2) + epsilon);
  }
}

/** The moments of a run, to start another one from. */
export function momentsOf(state: AdamState): AdamMoments {
  return { first: state.first, second: state.second, steps: state.age };
}
