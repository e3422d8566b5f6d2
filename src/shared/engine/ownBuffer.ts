/**
 * Bytes whose buffer holds nothing else, so that it can be put on a transfer list. Copies only where it must:
 * protobufjs gives parts of Node's shared pool, which Node 21 and later refuse to transfer, and `slice` of a
 * `Buffer` is another view of the pool instead of a copy.
 */
export function withOwnBuffer(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const isWhole = bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength;
  return isWhole ? (bytes as Uint8Array<ArrayBuffer>) : Uint8Array.from(bytes);
}
