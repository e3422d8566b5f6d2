/** What `model.json` of a tfjs model says of its weights, checked before it is believed. */
import { z } from 'zod';
import { NstError } from '../errors.js';
import { checkOutsideJson, type JsonOrigin } from '../outsideJson.js';
import { shownText } from '../shownValue.js';
import type { Quantisation } from './quantisation.js';
import { SCALE, SHAPE } from './tensorSchema.js';
import { MAX_TENSORS } from './tensors.js';

const ENCODINGS = ['float32', 'float16', 'uint8', 'uint16'] as const;

/** One tensor as `model.json` describes it. */
export interface TfjsWeight extends Quantisation {
  readonly name: string;
  readonly shape: readonly number[];
  /** How its values are stored. */
  readonly encoding: (typeof ENCODINGS)[number];
}

/** Tensors and the shard files that hold them. */
export interface TfjsWeightGroup {
  readonly paths: readonly string[];
  readonly weights: readonly TfjsWeight[];
}

/** Long lists are checked item by item, so that the first mistake ends it. */
const LIST = z.array(z.unknown()).max(MAX_TENSORS);
const MODEL = z.object({ weightsManifest: LIST });
const GROUP = z.object({ paths: z.array(z.string()).max(MAX_TENSORS), weights: LIST });
const QUANTISATION = z.object({ dtype: z.string(), ...SCALE.partial().shape });
const WEIGHT = z.object({
  name: z.string(),
  shape: SHAPE,
  dtype: z.string(),
  quantization: QUANTISATION.optional(),
});

/** What is said of a `model.json` that is not as it should be. */
export function tfjsOrigin(file: string): JsonOrigin {
  return { name: `${file}: broken tfjs model`, code: 'NST_MODEL_BROKEN', advice: 'save the model again' };
}

/**
 * The groups of weights of a tfjs model.
 *
 * @param modelJson the parsed `model.json`
 * @param file what to call the model in errors
 * @throws NST_MODEL_BROKEN when this is no tfjs model, or its values are stored in a way that is not read
 */
export function parseTfjsManifest(modelJson: unknown, file: string): TfjsWeightGroup[] {
  const origin = tfjsOrigin(file);
  return checkOutsideJson(modelJson, MODEL, origin).weightsManifest.map((item, index) => {
    const part = `weightsManifest[${index}]`;
    const { paths, weights } = checkOutsideJson(item, GROUP, { ...origin, part });
    const parse = (weight: unknown, n: number) =>
      parseWeight(weight, { ...origin, part: `${part}.weights[${n}]` });
    return { paths, weights: weights.map(parse) };
  });
}

function parseWeight(value: unknown, origin: JsonOrigin): TfjsWeight {
  const { name, shape, dtype, quantization } = checkOutsideJson(value, WEIGHT, origin);
  const stored = quantization?.dtype ?? dtype;
  const { scale, min } = quantization ?? {};
  const encoding = ENCODINGS.find((known) => known === stored);
  if (encoding === 'float32' || (encoding === 'float16' && quantization !== undefined)) {
    return { name, shape, encoding, scale: 1, min: 0 };
  }
  const isCoded = encoding === 'uint8' || encoding === 'uint16';
  if (isCoded && scale !== undefined && min !== undefined) return { name, shape, encoding, scale, min };
  const expected = 'expected float32, float16, or uint8 and uint16 with scale and min';
  const problem = `"${shownText(name)}": ${expected}, found ${shownText(stored)}${isCoded ? ' without them' : ''}`;
  throw new NstError('NST_MODEL_BROKEN', `${origin.name}: ${problem}; ${origin.advice}`);
}
