/** Big-endian numbers, one after the other. */
export class ByteWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  #grow(more: number): DataView {
    if (this.#length + more > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + more));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    const view = new DataView(this.#bytes.buffer, this.#length);
    this.#length += more;
    return view;
  }

  u8(...values: number[]): this {
    for (const value of values) this.#grow(1).setUint8(0, value);
    return this;
  }

  /** Negative values are written as int16. */
  u16(...values: number[]): this {
    for (const value of values) this.#grow(2).setUint16(0, value);
    return this;
  }

  u32(...values: number[]): this {
    for (const value of values) this.#grow(4).setUint32(0, value);
    return this;
  }

  /** An unsigned number of `size` bytes, 1..4. */
  sized(value: number, size: number): this {
    for (let shift = 8 * (size - 1); shift >= 0; shift -= 8) this.u8((value >>> shift) & 0xff);
    return this;
  }

  bytes(values: Uint8Array): this {
    this.#grow(values.length);
    this.#bytes.set(values, this.#length - values.length);
    return this;
  }

  /** One byte for each character, which must be ASCII. */
  ascii(text: string): this {
    return this.u8(...Array.from(text, (c) => c.charCodeAt(0) & 0x7f));
  }

  /** Zeros up to a multiple of four bytes. */
  pad4(): this {
    this.#grow((4 - (this.#length % 4)) % 4);
    return this;
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}
