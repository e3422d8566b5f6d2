/** Style packs: a JSON header, packed pixels, and a digest that is made to fit. */
import { createHash } from 'node:crypto';
import { joinBytes, mutateBytes } from '../mutate/bytes.js';
import { mutateJsonText } from '../mutate/json.js';
import type { Mutator } from '../mutate/mutator.js';
import { mutateDeflated } from './png.js';

const MAGIC_BYTES = 8;
const PREFIX_BYTES = 16;
const DIGEST_BYTES = 32;

function withDigest(...parts: readonly Uint8Array[]): Uint8Array {
  const content = joinBytes(...parts);
  return joinBytes(content, createHash('sha256').update(content).digest());
}

/** Changes header, prefix or pixels of a style pack. */
export const mutateStylePack: Mutator = (bytes, context) => {
  if (bytes.length < PREFIX_BYTES + DIGEST_BYTES) return undefined;
  const file = Buffer.from(bytes);
  const prefix = file.subarray(0, PREFIX_BYTES);
  const end = PREFIX_BYTES + file.readUInt32LE(MAGIC_BYTES + 4);
  const content = file.subarray(0, -DIGEST_BYTES);
  if (end > content.length) return undefined;
  const [header, body] = [content.subarray(PREFIX_BYTES, end), content.subarray(end)];
  const choice = context.rng.integer(6);
  if (choice === 0) return withDigest(prefix, header, mutateDeflated(body, context) ?? body);
  if (choice === 1) return withDigest(prefix, header, mutateBytes(body, context) ?? body);
  if (choice === 2) return withDigest(mutateBytes(content, context) ?? content);
  const json = Buffer.from(mutateJsonText(header.toString('utf8'), context.rng), 'utf8');
  const changed = Buffer.from(prefix);
  changed.writeUInt32LE(json.length, MAGIC_BYTES + 4);
  return withDigest(changed, json, body);
};
