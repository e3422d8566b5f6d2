/** Nets as ONNX graphs for pictures of any size. */
import { ANY_LENGTH, type PortSpec } from '../engine/onnxFormat.js';
import { OnnxGraph } from '../engine/onnxGraph.js';
import { RGB } from '../pictures/picture.js';
import type { Weights } from '../weights/tensors.js';
import { drawStatistics, EXCHANGE_LEVELS, levelChannels } from './exchangeNet.js';
import { graphOps } from './graphOps.js';
import type { ResidualLayer } from './residualNet.js';
import { conditionShapes, drawStyliser, PICTURE, type StyliserFamily, statisticName } from './styliser.js';

/** The output that holds the stylised picture. */
export const STYLISED = 'stylised';

const float = (name: string, shape: readonly number[]): PortSpec => ({ name, shape, type: 'float32' });

const PICTURE_SHAPE = [1, ANY_LENGTH, ANY_LENGTH, RGB];

/** Pixels come and go as they lie in pictures, channels last. */
const toChannelsFirst = (graph: OnnxGraph, x: string) => graph.node('Transpose', [x], { perm: [0, 3, 1, 2] });
const toChannelsLast = (graph: OnnxGraph, x: string) => graph.node('Transpose', [x], { perm: [0, 2, 3, 1] });

/**
 * The graph that stylises: inputs `PICTURE` and those of `conditionShapes`, output `STYLISED`.
 *
 * @param weights of the net, and of the stem where it has one
 */
export function styliserGraph(family: StyliserFamily, weights: Weights): Uint8Array<ArrayBuffer> {
  const graph = new OnnxGraph();
  const conditions = Object.entries(conditionShapes(family));
  const inputs = Object.fromEntries(conditions.map(([name]) => [name, name]));
  const drawn = drawStyliser(graphOps(graph, weights), family, {
    ...inputs,
    [PICTURE]: toChannelsFirst(graph, PICTURE),
  });
  const ports = [float(PICTURE, PICTURE_SHAPE), ...conditions.map(([name, shape]) => float(name, shape))];
  return graph.encode(ports, [{ ...float(STYLISED, PICTURE_SHAPE), value: toChannelsLast(graph, drawn) }]);
}

/** The input and output of the graph of a layer. */
export const MAP = 'map';

/** The graph of a layer's convolution by itself, with what is done before it: `MAP` as it lies in graphs, [1, c, h, w], to `STYLISED`. */
export function layerGraph(layer: ResidualLayer, weights: Weights): Uint8Array<ArrayBuffer> {
  const { name, stride, isDoubled, inputs, outputs } = layer;
  const graph = new OnnxGraph();
  const ops = graphOps(graph, weights);
  const value = ops.conv(isDoubled ? ops.double(MAP) : MAP, name, { stride, padding: 'mirror' });
  const shape = (channels: number) => [1, channels, ANY_LENGTH, ANY_LENGTH];
  return graph.encode([float(MAP, shape(inputs))], [{ ...float(STYLISED, shape(outputs)), value }]);
}

/** The graph that looks at a style: input `PICTURE`, outputs by `statisticName`. @param weights of the stem */
export function statisticsGraph(weights: Weights): Uint8Array<ArrayBuffer> {
  const graph = new OnnxGraph();
  const statistics = drawStatistics(graphOps(graph, weights), toChannelsFirst(graph, PICTURE));
  const results = EXCHANGE_LEVELS.flatMap((level) => {
    const channels = levelChannels(level);
    const { mean, covariance } = statistics[level];
    return [
      { ...float(statisticName(level, 'mean'), [1, channels]), value: mean },
      { ...float(statisticName(level, 'covariance'), [channels, channels]), value: covariance },
    ];
  });
  return graph.encode([float(PICTURE, PICTURE_SHAPE)], results);
}
