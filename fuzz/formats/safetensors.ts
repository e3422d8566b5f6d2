/** safetensors: a length, JSON, data. */
import { joinBytes, mutateBytes } from '../mutate/bytes.js';
import { mutateJsonText } from '../mutate/json.js';
import type { Mutator } from '../mutate/mutator.js';

const LENGTH_BYTES = 8;

/** Changes the JSON of a safetensors file, its length put right, or the data. */
export const mutateSafetensors: Mutator = (bytes, context) => {
  if (bytes.length < LENGTH_BYTES) return undefined;
  const length = Number(Buffer.from(bytes).readBigUInt64LE());
  if (LENGTH_BYTES + length > bytes.length) return undefined;
  const header = bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length);
  const data = bytes.subarray(LENGTH_BYTES + length);
  if (context.rng.integer(5) === 0) {
    const changed = mutateBytes(data, context);
    return changed && joinBytes(bytes.subarray(0, LENGTH_BYTES + length), changed);
  }
  const json = Buffer.from(mutateJsonText(new TextDecoder().decode(header).trimEnd(), context.rng), 'utf8');
  const head = Buffer.alloc(LENGTH_BYTES);
  head.writeBigUInt64LE(BigInt(json.length));
  return joinBytes(head, json, data);
};
