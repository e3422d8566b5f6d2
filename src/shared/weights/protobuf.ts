/**
 * The wire format of protocol buffers, field by field and without a schema. A decoder that makes objects of everything
 * takes 1.3 GB for an ONNX file of 16 MB whose integers are zeros; weights need few fields, and those where they lie.
 * Format: https://protobuf.dev/programming-guides/encoding/
 */

/** One field of a message. */
export interface ProtobufField {
  readonly number: number;
  /** The value of an integer field, as a 64-bit integer with sign; 0 for the others. */
  readonly integer: number;
  /** The bytes of text, of a message, of packed values or of a fixed-width value; empty for an integer. Not a copy. */
  readonly bytes: Uint8Array;
}

const EMPTY = new Uint8Array(0);
/** Bytes of a fixed-width value by the wire type. */
const FIXED_BYTES: Readonly<Record<number, number>> = { 1: 8, 5: 4 };
const VARINT = 0;
const CHUNK = 2;
/** Bytes of the longest varint, 64 bits in groups of seven. */
const LONGEST_VARINT = 10;

/**
 * The fields of a message in the order of the bytes.
 *
 * @throws RangeError when the bytes are no message
 */
export function* protobufFields(message: Uint8Array): Generator<ProtobufField> {
  const cursor = new Cursor(message);
  while (!cursor.isAtEnd) {
    const tag = cursor.varint();
    const number = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (number < 1) throw new RangeError('a field without a number');
    if (wireType === VARINT) yield { number, integer: cursor.varint(), bytes: EMPTY };
    else
      yield { number, integer: 0, bytes: cursor.bytes(FIXED_BYTES[wireType] ?? lengthOf(wireType, cursor)) };
  }
}

/**
 * Packed integers.
 *
 * @throws RangeError when the last one is cut off
 */
export function* packedVarints(bytes: Uint8Array): Generator<number> {
  const cursor = new Cursor(bytes);
  while (!cursor.isAtEnd) yield cursor.varint();
}

function lengthOf(wireType: number, cursor: Cursor): number {
  if (wireType !== CHUNK) throw new RangeError(`the unknown wire type ${wireType}`);
  return cursor.varint();
}

class Cursor {
  readonly #bytes: Uint8Array;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#bytes.length;
  }

  bytes(length: number): Uint8Array {
    const begin = this.#position;
    const end = begin + length;
    if (length < 0 || end > this.#bytes.length) throw new RangeError('cut off');
    this.#position = end;
    return this.#bytes.subarray(begin, end);
  }

  /** A 64-bit integer in two's complement; beyond 2^53 the lowest bits are lost. */
  varint(): number {
    let low = 0;
    let high = 0;
    for (let i = 0; i < LONGEST_VARINT; i++) {
      const byte = this.#bytes[this.#position++];
      if (byte === undefined) throw new RangeError('cut off');
      const group = byte & 0x7f;
      // Groups of seven bits: four in the lower 28 bits, the others above.
      if (i < 4) low += group * 2 ** (7 * i);
      else high += group * 2 ** (7 * (i - 4));
      if (byte < 0x80) return combine(low, high);
    }
    throw new RangeError('an integer of more than 64 bits');
  }
}

const LOW_BITS = 28;
/** 2^64 in units of 2^28. */
const HIGH_RANGE = 2 ** (64 - LOW_BITS);

function combine(low: number, high: number): number {
  const unsigned = high % HIGH_RANGE;
  const signed = unsigned >= HIGH_RANGE / 2 ? unsigned - HIGH_RANGE : unsigned;
  return signed * 2 ** LOW_BITS + low;
}
