/** The arrays of a saved style: each is looked at before it is used. */
import type { ArrayValue } from '../../shared/engine/objective.js';
import { NstError } from '../../shared/errors.js';
import type { Gaussian } from '../../shared/linalg/gaussian.js';
import type { Weights } from '../../shared/weights/tensors.js';
import { longTermBins } from '../eqMatch.js';
import { MOMENT_BANDS } from '../features/bands.js';
import { PITCH_CLASSES } from '../features/pitchClasses.js';
import { HELD_OUT_FILTERS } from '../metrics/heldOut.js';
import { THIRD_OCTAVES } from '../metrics/spectralEnvelope.js';
import { MFCC } from '../metrics/timbre.js';
import type { SavedStyle } from './savedStyle.js';

/** Arrays of the file `name`, by their names in it. */
export class StyleTensors {
  constructor(
    private readonly tensors: Weights,
    private readonly name: string,
  ) {}

  /** @param sampleRateHz of the sound that the long-term spectrum is of */
  spectrum(sampleRateHz: number): Float32Array {
    return this.#vector('spectrum', longTermBins(sampleRateHz));
  }

  bands(): Gaussian {
    return this.#gaussian('bands', MOMENT_BANDS);
  }

  energies(): Float32Array {
    return this.#vector('energies');
  }

  metrics(): SavedStyle['metrics'] {
    const chroma = this.#vector('metrics.chroma');
    if (chroma.length % PITCH_CLASSES !== 0) {
      this.#fail(`expected whole frames of ${PITCH_CLASSES} in "metrics.chroma", found ${chroma.length}`);
    }
    return {
      timbre: this.#gaussian('metrics.timbre', MFCC.count),
      gram: this.#vector('metrics.gram', HELD_OUT_FILTERS ** 2),
      chroma,
      flux: this.#vector('metrics.flux'),
      envelopeDb: this.#vector('metrics.envelopeDb', THIRD_OCTAVES.count),
    };
  }

  /** The statistics of terms, each [1, rows, channels], by what stands behind the prefix of their names. */
  statistics(prefix: string): Record<string, ArrayValue> {
    const names = [...this.tensors.keys()].filter((name) => name.startsWith(prefix));
    if (names.length === 0) this.#fail('the saved style has no statistics');
    return Object.fromEntries(names.map((name) => [name.slice(prefix.length), this.#statistic(name)]));
  }

  #statistic(tensor: string): ArrayValue {
    const data = this.#vector(tensor);
    const shape = this.tensors.get(tensor)?.shape ?? [];
    if (shape.length !== 3) this.#fail(`expected a matrix in "${tensor}", found the shape [${shape}]`);
    return { shape, data };
  }

  #gaussian(name: string, size: number): Gaussian {
    return {
      mean: Float64Array.from(this.#vector(`${name}.mean`, size)),
      covariance: Float64Array.from(this.#vector(`${name}.covariance`, size * size)),
    };
  }

  /** @param length what it must be; left out: anything but 0 */
  #vector(name: string, length?: number): Float32Array {
    const { data } = this.tensors.get(name) ?? this.#fail(`the saved style has no "${name}"`);
    const isExpected = length === undefined ? data.length > 0 : data.length === length;
    if (!isExpected) this.#fail(`expected ${length ?? 'some'} numbers in "${name}", found ${data.length}`);
    const wrong = data.find((value) => !Number.isFinite(value));
    if (wrong !== undefined) this.#fail(`expected finite numbers in "${name}", found ${wrong}`);
    return data;
  }

  #fail(problem: string): never {
    throw new NstError('NST_BAD_INPUT', `${this.name}: ${problem}; save it again with nst audio style`);
  }
}
