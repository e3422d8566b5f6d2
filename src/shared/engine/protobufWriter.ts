/** Wire types: how the value of a field is written. Format: https://protobuf.dev/programming-guides/encoding/ */
const VARINT = 0;
const CHUNK = 2;
const FIXED_32 = 5;

/** Longer chunks are kept as they are until the end, instead of byte by byte. */
const COPY_UP_TO = 64;

/** A protocol buffer message, written field by field and without a schema. */
export class ProtobufMessage {
  readonly #parts: Uint8Array[] = [];
  #pending: number[] = [];
  #length = 0;

  /** A field of type int32, int64 or enum. @param value a whole number within 2^53 */
  integer(field: number, value: number): this {
    return this.#append(...varint(field * 8 + VARINT), ...varint(value));
  }

  float(field: number, value: number): this {
    const bytes = new Uint8Array(Float32Array.BYTES_PER_ELEMENT);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    return this.#append(...varint(field * 8 + FIXED_32), ...bytes);
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  /** @param value must not be changed before `encode` */
  bytes(field: number, value: Uint8Array): this {
    this.#append(...varint(field * 8 + CHUNK), ...varint(value.length));
    return this.#chunk(value);
  }

  /** @param value gets no fields any more */
  message(field: number, value: ProtobufMessage): this {
    value.#flush();
    this.#append(...varint(field * 8 + CHUNK), ...varint(value.#length));
    for (const part of value.#parts) this.#chunk(part);
    return this;
  }

  /** The whole message, in a buffer that holds nothing else. */
  encode(): Uint8Array<ArrayBuffer> {
    this.#flush();
    const all = new Uint8Array(this.#length);
    let begin = 0;
    for (const part of this.#parts) {
      all.set(part, begin);
      begin += part.length;
    }
    return all;
  }

  #append(...bytes: number[]): this {
    this.#pending.push(...bytes);
    this.#length += bytes.length;
    return this;
  }

  #chunk(bytes: Uint8Array): this {
    if (bytes.length <= COPY_UP_TO) return this.#append(...bytes);
    this.#flush();
    this.#parts.push(bytes);
    this.#length += bytes.length;
    return this;
  }

  #flush(): void {
    if (this.#pending.length > 0) this.#parts.push(Uint8Array.from(this.#pending));
    this.#pending = [];
  }
}

/** Groups of seven bits, lowest first; negative numbers as 64 bits in two's complement. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  if (value < 0) {
    let remaining = BigInt.asUintN(64, BigInt(value));
    for (; remaining > 0x7fn; remaining >>= 7n) bytes.push(Number(remaining & 0x7fn) | 0x80);
    return [...bytes, Number(remaining)];
  }
  let remaining = value;
  for (; remaining > 0x7f; remaining = Math.floor(remaining / 0x80)) bytes.push((remaining % 0x80) | 0x80);
  return [...bytes, remaining];
}
