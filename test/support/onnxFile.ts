import { onnx } from 'onnx-proto';

/** A model file with these initialisers and nodes; nothing checks that the graph makes sense. */
export function onnxFile(initializer: onnx.ITensorProto[], node: onnx.INodeProto[] = []): Uint8Array {
  return onnx.ModelProto.encode({ irVersion: 8, graph: { name: 'g', initializer, node } }).finish();
}
