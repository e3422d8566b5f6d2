/** Protocol buffers, which ONNX files are: fields, with the lengths of all messages around them put right. */
import { joinBytes, mutateBytes } from '../mutate/bytes.js';
import { type Chunk, type ChunkFormat, chunkMutator } from '../mutate/chunks.js';
import { wildLength } from '../mutate/lengths.js';
import type { Mutator } from '../mutate/mutator.js';

/** Wire types. */
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;
const MOST_VARINT_BYTES = 10;

interface Varint {
  readonly value: bigint;
  readonly end: number;
}

function readVarint(bytes: Uint8Array, from: number): Varint | undefined {
  let value = 0n;
  for (let i = 0; i < MOST_VARINT_BYTES && from + i < bytes.length; i++) {
    const byte = bytes[from + i]!;
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) return { value, end: from + i + 1 };
  }
  return undefined;
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let left = BigInt.asUintN(64, value);
  do {
    const low = Number(left & 0x7fn);
    left >>= 7n;
    bytes.push(left > 0n ? low | 0x80 : low);
  } while (left > 0n);
  return Uint8Array.from(bytes);
}

/** The field at a place: its kind is its tag, which holds number and wire type. */
function readField(bytes: Uint8Array, from: number): { chunk: Chunk; end: number } | undefined {
  const tag = readVarint(bytes, from);
  if (!tag || tag.value >> 3n === 0n) return undefined;
  const wire = Number(tag.value & 7n);
  const length = wire === BYTES ? readVarint(bytes, tag.end) : undefined;
  const begin = length?.end ?? tag.end;
  const end =
    wire === VARINT
      ? (readVarint(bytes, begin)?.end ?? Number.NaN)
      : wire === FIXED64
        ? begin + 8
        : wire === FIXED32
          ? begin + 4
          : begin + Number(length?.value ?? Number.NaN);
  if (!(end <= bytes.length)) return undefined;
  return { chunk: { kind: String(tag.value), data: bytes.subarray(begin, end) }, end };
}

/** The fields of a message; undefined if the bytes are none. */
function splitMessage(bytes: Uint8Array): Chunk[] | undefined {
  const chunks: Chunk[] = [];
  for (let place = 0; place < bytes.length; ) {
    const field = readField(bytes, place);
    if (!field) return undefined;
    chunks.push(field.chunk);
    place = field.end;
  }
  return chunks;
}

function writeField({ kind, data, claimed = data.length }: Chunk): Uint8Array {
  const tag = BigInt(kind);
  const isBytes = Number(tag & 7n) === BYTES;
  return joinBytes(varint(tag), isBytes ? varint(BigInt(Math.trunc(claimed))) : new Uint8Array(), data);
}

/** A field's value: a message's fields, a number, or bytes. */
const mutateValue: Mutator = (bytes, context) => {
  const number = bytes.length <= MOST_VARINT_BYTES ? readVarint(bytes, 0) : undefined;
  if (number?.end === bytes.length && bytes.length > 0) {
    return varint(BigInt(Math.trunc(wildLength(context.rng, Number(number.value), 1000))));
  }
  const isMessage = bytes.length > 1 && splitMessage(bytes) !== undefined;
  return isMessage && context.rng.integer(6) > 0
    ? mutateMessage(bytes, { ...context, other: () => bytes })
    : mutateBytes(bytes, context);
};

/** How it is taken apart and put together. */
export const PROTOBUF: ChunkFormat = {
  split: splitMessage,
  join: (chunks) => joinBytes(...chunks.map(writeField)),
  mutatorOf: () => mutateValue,
};

/** Changes a message, at any depth. */
export const mutateMessage: Mutator = chunkMutator(PROTOBUF);
