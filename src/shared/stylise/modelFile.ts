/** Files of trained nets: safetensors, with all there is to know of a net in its metadata. */
import { z } from 'zod';
import { writeAtomically } from '../atomicFile.js';
import { NstError } from '../errors.js';
import { MAX_WHOLE_BYTES, readInputFile } from '../inputFile.js';
import { parseOutsideJson } from '../outsideJson.js';
import { checkShapes, checkValues } from '../weights/checkTensors.js';
import { readSafetensors } from '../weights/safetensors.js';
import { parseSafetensorsHeader } from '../weights/safetensorsHeader.js';
import { writeSafetensors } from '../weights/safetensorsWriter.js';
import { SHA256 } from '../weights/tensorSchema.js';
import type { TensorShapes, Weights } from '../weights/tensors.js';
import { bandFileShapes } from './bandNet.js';
import { BOTTLENECKS } from './bottlenecks.js';
import { EXCHANGES } from './exchange.js';
import { styliserShapes } from './styliser.js';

/** The metadata key that holds everything, and the version of what it holds. */
const KEY = 'nst-styliser';
const VERSION = 1;

/** Nets larger than these are not ours, and their graphs would not fit into memory. */
const MOST = { width: 256, blocks: 32, styles: 1024, kernel: 15 } as const;

const WIDTH = z.int().min(1).max(MOST.width);
const STYLES = z.int().min(1).max(MOST.styles);

const FAMILY = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('residual'),
    width: WIDTH,
    blocks: z.int().min(0).max(MOST.blocks),
    kernel: z.int().min(1).max(MOST.kernel),
    styles: STYLES,
    norm: z.literal('predicted').optional(),
    bottleneck: z.enum(BOTTLENECKS).optional(),
  }),
  z.object({ kind: z.literal('exchange'), exchange: z.enum(EXCHANGES), width: WIDTH }),
  z.object({
    kind: z.literal('cascade'),
    exchange: z.enum(EXCHANGES),
    width: WIDTH,
    keepsDetail: z.boolean(),
  }),
  z.object({ kind: z.literal('pyramid'), width: WIDTH, styles: STYLES }),
  z.object({ kind: z.literal('swap'), width: WIDTH }),
]);

const STYLE = z.object({
  /** What people call it. */
  name: z.string().min(1).max(200),
  /** Of the file that it was learnt from. */
  sha256: SHA256.optional(),
  author: z.string().max(500).optional(),
  licence: z.string().max(500).optional(),
  /** What it looks like, as a data URI. */
  thumbnail: z.string().startsWith('data:image/').max(20_000).optional(),
});

/** What cards of all media say. */
const CARD_FIELDS = {
  version: z.literal(VERSION),
  /** The preset of `nst train`. */
  method: z.string().max(100),
  /** Those that it knows by name, in the order of its tables; none, where it takes any. */
  styles: z.array(STYLE).max(MOST.styles),
  strength: z.number().min(0).max(1),
  /** What looked at its results in training. */
  network: z.string().max(100),
  steps: z.int().min(0),
  seed: z.int(),
  /** What it was trained on: how many photographs or sounds, and whose. */
  content: z.string().max(10_000),
  /** Licence of the weights. */
  licence: z.string().max(500),
  /** What has to be said where they are used. */
  attribution: z.string().max(20_000),
  creator: z.string().max(100),
};

const CARD = z.object({
  ...CARD_FIELDS,
  family: FAMILY,
  /** Longer side of the pictures that strokes are meant for. */
  sizePx: z.int().min(16).max(16_384),
});

const SOUND_CARD = z.object({
  ...CARD_FIELDS,
  family: z.object({
    kind: z.literal('bands'),
    bands: z.int().min(1).max(MOST.width),
    width: WIDTH,
    blocks: z.int().min(0).max(MOST.blocks),
  }),
  /** The highest frequency that the style can have: what lies above in a content follows the bands below. */
  styleHz: z.number().min(100).max(384_000),
});

/** What is asked of any card first: what it is of. */
const KIND = z.object({ family: z.object({ kind: z.string().catch('') }).catch({ kind: '' }) });

/** All that is known of a net besides its weights. */
export type ModelCard = z.infer<typeof CARD>;
/** The same of a net of sounds. */
export type SoundCard = z.infer<typeof SOUND_CARD>;
/** A style of a net by name. */
export type ModelStyle = z.infer<typeof STYLE>;

/** A trained net. */
export interface StyliserModel {
  readonly card: ModelCard;
  readonly weights: Weights;
}

/** A trained net of sounds. */
export interface SoundModel {
  readonly card: SoundCard;
  readonly weights: Weights;
}

const ADVICE = 'expected a net that "nst train" wrote';

/**
 * Reads a net of the user's.
 *
 * @throws NstError NST_BAD_INPUT for a file that is missing, damaged or something else
 */
export async function readModel(path: string): Promise<StyliserModel> {
  return readFileOf(path, parseModel);
}

/** A net of any medium. @throws NstError NST_BAD_INPUT */
export async function readAnyModel(path: string): Promise<StyliserModel | SoundModel> {
  return readFileOf<StyliserModel | SoundModel>(path, (bytes, name) =>
    isOfSounds(cardText(bytes, name), name) ? parseSoundModel(bytes, name) : parseModel(bytes, name),
  );
}

/** A net of sounds of the user's. @throws NstError NST_BAD_INPUT */
export async function readSoundModel(path: string): Promise<SoundModel> {
  return readFileOf(path, parseSoundModel);
}

async function readFileOf<Model>(
  path: string,
  parse: (bytes: Uint8Array, name: string) => Model,
): Promise<Model> {
  const bytes = await readInputFile(path, { expected: 'a trained net', maxBytes: MAX_WHOLE_BYTES });
  try {
    return parse(bytes, path);
  } catch (error) {
    throw error instanceof NstError ? new NstError('NST_BAD_INPUT', error.message, { cause: error }) : error;
  }
}

/**
 * The same, of a file in memory.
 *
 * @param name what messages call it
 * @throws NstError NST_MODEL_BROKEN
 */
export function parseModel(bytes: Uint8Array, name: string): StyliserModel {
  const text = cardText(bytes, name);
  if (isOfSounds(text, name)) {
    const problem = 'expected a net of pictures, found one of sounds; give it to nst audio --model';
    throw new NstError('NST_MODEL_BROKEN', `${name}: ${problem}`);
  }
  const card = parseOutsideJson(text, CARD, inCard(name));
  return { card, weights: weightsOf(bytes, styliserShapes(card.family), name) };
}

/** The same of a net of sounds. @throws NstError NST_MODEL_BROKEN */
export function parseSoundModel(bytes: Uint8Array, name: string): SoundModel {
  const text = cardText(bytes, name);
  if (!isOfSounds(text, name)) {
    const problem = 'expected a net of sounds, found one of pictures; give it to nst apply --model';
    throw new NstError('NST_MODEL_BROKEN', `${name}: ${problem}`);
  }
  const card = parseOutsideJson(text, SOUND_CARD, inCard(name));
  return { card, weights: weightsOf(bytes, bandFileShapes(card.family), name) };
}

function cardText(bytes: Uint8Array, name: string): string {
  const text = parseSafetensorsHeader(bytes, name).metadata.get(KEY);
  if (text !== undefined) return text;
  throw new NstError('NST_MODEL_BROKEN', `${name}: ${ADVICE}, found other weights; name another file`);
}

const inCard = (name: string) => ({ name, part: KEY, code: 'NST_MODEL_BROKEN', advice: ADVICE }) as const;

const isOfSounds = (text: string, name: string): boolean =>
  parseOutsideJson(text, KIND, inCard(name)).family.kind === SOUND_CARD.shape.family.shape.kind.value;

function weightsOf(bytes: Uint8Array, expected: TensorShapes, name: string): Weights {
  const weights = readSafetensors(bytes, name);
  checkShapes(new Map([...weights].map(([key, { shape }]) => [key, shape])), expected, name);
  checkValues(weights, name);
  return weights;
}

/** A net as a file, in half precision. */
export function modelBytes({ card, weights }: StyliserModel | SoundModel): Uint8Array {
  return writeSafetensors(weights, { [KEY]: JSON.stringify(card) }, () => 'F16');
}

/** Writes a net whole or not at all; an existing file is replaced. @throws NstError NST_BAD_OUTPUT */
export async function writeModel(path: string, model: StyliserModel | SoundModel): Promise<void> {
  await writeAtomically(path, modelBytes(model));
}
