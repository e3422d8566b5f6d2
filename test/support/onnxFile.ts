import proto, { type onnx as Onnx } from 'onnx-proto';

// The package is CommonJS: Node sees its exports only through the default one.
const { onnx } = proto;

/** A model file with these initialisers and nodes; nothing checks that the graph makes sense. */
export function onnxFile(initializer: Onnx.ITensorProto[], node: Onnx.INodeProto[] = []): Uint8Array {
  return onnx.ModelProto.encode({ irVersion: 8, graph: { name: 'g', initializer, node } }).finish();
}

/** A 64-bit integer as protocol buffers write it. */
export function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

/** A field of text, bytes, a message or packed values. */
export function chunkField(number: number, content: Uint8Array | readonly number[]): Uint8Array {
  const head = [...varint(BigInt(8 * number + 2)), ...varint(BigInt(content.length))];
  return Buffer.concat([Uint8Array.from(head), Uint8Array.from(content)]);
}
