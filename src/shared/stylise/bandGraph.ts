/** Nets of bands as ONNX graphs for sounds of any length. */
import { ANY_LENGTH, type PortSpec } from '../engine/onnxFormat.js';
import { OnnxGraph } from '../engine/onnxGraph.js';
import type { Weights } from '../weights/tensors.js';
import { BAND_INPUT, type BandFamily, drawBands } from './bandNet.js';
import { graphOps } from './graphOps.js';

/** The output: logarithms of factors on amplitudes, [1, frames, 1, bands]. */
export const BAND_GAINS = 'gains';

/** The graph of a net: inputs `BAND_INPUT`, output `BAND_GAINS`. */
export function bandGraph(family: BandFamily, weights: Weights): Uint8Array<ArrayBuffer> {
  const graph = new OnnxGraph();
  const port = (name: string): PortSpec => ({
    name,
    shape: [1, ANY_LENGTH, 1, family.bands],
    type: 'float32',
  });
  const names = Object.values(BAND_INPUT);
  // Bands come and go last, as they lie in memory.
  const inputs = names.map((name) => [name, graph.node('Transpose', [name], { perm: [0, 3, 1, 2] })]);
  const drawn = drawBands(graphOps(graph, weights), family, Object.fromEntries(inputs));
  const value = graph.node('Transpose', [drawn], { perm: [0, 2, 3, 1] });
  return graph.encode(names.map(port), [{ ...port(BAND_GAINS), value }]);
}
