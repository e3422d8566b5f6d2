/** Style packs: a JSON header, packed pixels, and a digest that is made to fit. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { joinBytes, mutateBytes } from '../mutate/bytes.js';
import { mutateJsonText } from '../mutate/json.js';
import type { Mutator } from '../mutate/mutator.js';
import { pick, stretch } from '../mutate/random.js';
import { inflated, mutateDeflated } from './deflated.js';

const MAGIC_BYTES = 8;
const PREFIX_BYTES = 16;
const DIGEST_BYTES = 32;

function withDigest(...parts: readonly Uint8Array[]): Uint8Array {
  const content = joinBytes(...parts);
  return joinBytes(content, createHash('sha256').update(content).digest());
}

const FLOAT_BYTES = 4;
const VALUES = [0, 1, 0.5, 1e-30, -0.5, 1.5, 2.1, Number.NaN] as const;

/** Sets a stretch of the values, which are stored in planes of bytes: the first ones of all, then the second ones. */
const setValues: Mutator = (bytes, { rng }) => {
  const planes = inflated(bytes);
  if (!planes) return undefined;
  const count = Math.floor(planes.length / FLOAT_BYTES);
  if (count === 0) return undefined;
  const { begin, end } = stretch(rng, count);
  const value = rng.integer(2) === 0 ? rng.uniform() : pick(rng, VALUES);
  for (const [plane, byte] of new Uint8Array(Float32Array.of(value).buffer).entries()) {
    planes.fill(byte, plane * count + begin, plane * count + end);
  }
  return deflateSync(planes);
};

/** Changes header, prefix or pixels of a style pack. */
export const mutateStylePack: Mutator = (bytes, context) => {
  if (bytes.length < PREFIX_BYTES + DIGEST_BYTES) return undefined;
  const file = Buffer.from(bytes);
  const prefix = file.subarray(0, PREFIX_BYTES);
  const end = PREFIX_BYTES + file.readUInt32LE(MAGIC_BYTES + 4);
  const content = file.subarray(0, -DIGEST_BYTES);
  if (end > content.length) return undefined;
  const [header, body] = [content.subarray(PREFIX_BYTES, end), content.subarray(end)];
  const choice = context.rng.integer(8);
  if (choice === 0) return withDigest(prefix, header, mutateDeflated(body, context) ?? body);
  if (choice === 1) return withDigest(prefix, header, mutateBytes(body, context) ?? body);
  if (choice === 2) return withDigest(mutateBytes(content, context) ?? content);
  if (choice >= 5) return withDigest(prefix, header, setValues(body, context) ?? body);
  const json = Buffer.from(mutateJsonText(header.toString('utf8'), context.rng), 'utf8');
  const changed = Buffer.from(prefix);
  changed.writeUInt32LE(json.length, MAGIC_BYTES + 4);
  return withDigest(changed, json, body);
};
