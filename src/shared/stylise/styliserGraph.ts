/** Nets as ONNX graphs for pictures of any size. */
import { ANY_LENGTH, type PortSpec } from '../engine/onnxFormat.js';
import { OnnxGraph } from '../engine/onnxGraph.js';
import { RGB } from '../pictures/picture.js';
import type { Weights } from '../weights/tensors.js';
import { graphOps } from './graphOps.js';
import type { ResidualLayer } from './residualNet.js';
import {
  conditionShapes,
  drawStyliser,
  lookOf,
  NOISE,
  noiseShape,
  PICTURE,
  type StyliserFamily,
} from './styliser.js';

/** The output that holds the stylised picture. */
export const STYLISED = 'stylised';

const float = (name: string, shape: readonly number[]): PortSpec => ({ name, shape, type: 'float32' });

const PICTURE_SHAPE = [1, ANY_LENGTH, ANY_LENGTH, RGB];
const NOISE_SHAPE = [1, ANY_LENGTH, ANY_LENGTH, 1];

/** Pixels come and go as they lie in pictures, channels last. */
const toChannelsFirst = (graph: OnnxGraph, x: string) => graph.node('Transpose', [x], { perm: [0, 3, 1, 2] });
const toChannelsLast = (graph: OnnxGraph, x: string) => graph.node('Transpose', [x], { perm: [0, 2, 3, 1] });

/**
 * The graph that stylises: inputs `PICTURE`, those of `conditionShapes`, and `NOISE` where there is any; output `STYLISED`.
 *
 * @param weights of the net, and of the stem where it has one
 */
export function styliserGraph(family: StyliserFamily, weights: Weights): Uint8Array<ArrayBuffer> {
  const graph = new OnnxGraph();
  const conditions = Object.entries(conditionShapes(family));
  const maps: [string, readonly number[]][] = [[PICTURE, PICTURE_SHAPE]];
  if (noiseShape(family, 0, 0)) maps.push([NOISE, NOISE_SHAPE]);
  const drawn = drawStyliser(graphOps(graph, weights), family, {
    ...Object.fromEntries(conditions.map(([name]) => [name, name])),
    ...Object.fromEntries(maps.map(([name]) => [name, toChannelsFirst(graph, name)])),
  });
  const ports = [...maps, ...conditions].map(([name, shape]) => float(name, shape));
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

/**
 * The graph that looks at a style for nets that take any: input `PICTURE`, outputs those of `conditionShapes`, but for the strength.
 *
 * @param weights of the net, and of the stem where it has one
 */
export function lookGraph(family: StyliserFamily, weights: Weights): Uint8Array<ArrayBuffer> {
  const graph = new OnnxGraph();
  const seen = lookOf(family)!.draw(graphOps(graph, weights), toChannelsFirst(graph, PICTURE));
  const shapes = conditionShapes(family);
  const results = Object.entries(seen).map(([name, value]) => ({ ...float(name, shapes[name]!), value }));
  return graph.encode([float(PICTURE, PICTURE_SHAPE)], results);
}
