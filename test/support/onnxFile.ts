import proto, { type onnx as Onnx } from 'onnx-proto';

// The package is CommonJS: Node sees its exports only through the default one.
const { onnx } = proto;

/** A model file with these initialisers and nodes; nothing checks that the graph makes sense. */
export function onnxFile(initializer: Onnx.ITensorProto[], node: Onnx.INodeProto[] = []): Uint8Array {
  return onnx.ModelProto.encode({ irVersion: 8, graph: { name: 'g', initializer, node } }).finish();
}
