import { z } from 'zod';
import { NstError } from '../../shared/errors.js';
import { RGBA } from '../../shared/pictures/premultiplied.js';
import { decodeSaved } from '../../shared/saved/decodeSaved.js';
import type { Weights } from '../../shared/weights/tensors.js';
import { MAX_STYLE_SIDE_PX } from '../style/enough.js';
import { PACK_TENSORS, type PackFacts, STYLE_PACK, type StylePack } from './stylePack.js';

const FACTS: z.ZodType<PackFacts> = z.object({
  shapeOrigin: z.enum(['mask', 'alpha', 'found', 'none']),
  alpha: z.enum(['own', 'keyed', 'opaque']),
  seed: z.int().min(0),
  direction: z.union([z.enum(['auto', 'up', 'none']), z.number().min(-360).max(360)]),
});

/** Premultiplied values are 0..1; what resampling makes of them is a little more or less. */
const LARGEST_VALUE = 2;

/** How packs of the first version begin. */
const VERSION_1 = Buffer.from('NSTGLYPH', 'latin1');

/**
 * Reads the bytes of a style pack.
 *
 * @param path for messages
 * @throws NstError NST_BAD_INPUT for another kind of file, another version, and whatever is damaged
 */
export function decodePack(path: string, bytes: Uint8Array): StylePack {
  if (VERSION_1.every((byte, i) => bytes[i] === byte)) {
    reject(path, `expected version ${STYLE_PACK.version} of a style pack, found 1`);
  }
  const { facts, tensors } = decodeSaved(STYLE_PACK, bytes, path, FACTS);
  const { shapeOrigin, seed, direction } = facts;
  const { height, width } = sizeOf(path, tensors);
  const rgba = valuesOf(path, tensors, PACK_TENSORS.example, [height, width, RGBA]);
  const picture = { width, height, rgba };
  if (shapeOrigin === 'none') return { style: { picture, shapeOrigin, shape: undefined }, seed, direction };
  const data = valuesOf(path, tensors, PACK_TENSORS.shape, [height, width]);
  return { style: { picture, shapeOrigin, shape: { width, height, data } }, seed, direction };
}

function sizeOf(path: string, tensors: Weights): { height: number; width: number } {
  const [height = 0, width = 0] = tensors.get(PACK_TENSORS.example)?.shape ?? [];
  const isSide = (px: number) => px >= 1 && px <= MAX_STYLE_SIDE_PX;
  if (isSide(height) && isSide(width)) return { height, width };
  const expected = `sides of 1 to ${MAX_STYLE_SIDE_PX} px in "${PACK_TENSORS.example}"`;
  return reject(path, `expected ${expected}, found ${height} and ${width}`);
}

/** An array of that shape whose values are those of a picture. */
function valuesOf(path: string, tensors: Weights, name: string, shape: readonly number[]): Float32Array {
  const { shape: given = [], data = new Float32Array() } = tensors.get(name) ?? {};
  if (given.join() !== shape.join()) {
    reject(
      path,
      `expected "${name}" of the shape ${shape.join(' x ')}, found ${given.join(' x ') || 'none'}`,
    );
  }
  if (data.every((value) => Math.abs(value) <= LARGEST_VALUE)) return data;
  return reject(path, `expected values from 0 to 1 in "${name}", found others`);
}

function reject(path: string, problem: string): never {
  throw new NstError('NST_BAD_INPUT', `${path}: ${problem}; ${STYLE_PACK.advice}`);
}
