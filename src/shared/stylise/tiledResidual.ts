/** Nets of some styles on pictures of any size, layer by layer in tiles. */
import type { Engine } from '../engine/engine.js';
import type { Picture } from '../pictures/picture.js';
import type { Weights } from '../weights/tensors.js';
import { NORM_EPSILON } from './netOps.js';
import { scaleName, shiftName } from './norms.js';
import { cutPlanes, emptyPlanes, type Planes, pictureOf, planesOf, putTile, tilesOf } from './planes.js';
import { type ResidualFamily, type ResidualLayer, residualLayers } from './residualNet.js';
import type { StyliserFamily } from './styliser.js';
import { layerGraph, MAP, STYLISED } from './styliserGraph.js';

/** What goes into a graph, or comes out, is no larger: 16 channels of it are 17 MB. */
const TILE_PX = 512;

/** Whether a net is what follows from its layers alone: nothing in its middle, and norms that are mixed of rows. */
export const isDrawnInLayers = (family: StyliserFamily): family is ResidualFamily =>
  family.kind === 'residual' && family.norm === undefined && family.bottleneck === undefined;

/**
 * Draws a net as a whole graph does, but one layer after the other, each in tiles that see enough of their neighbours. A norm is taken
 * over the whole map before the next layer begins, so the result is that of the whole picture in one piece: no seams, and each
 * convolution is worked out once. What is held at the same time are two maps.
 *
 * @param picture in a frame, sides multiples of 4
 * @param mixture share of each style, in all 1
 */
export async function stylisedInTiles(
  engine: Engine,
  family: ResidualFamily,
  weights: Weights,
  picture: Picture,
  mixture: Float32Array,
): Promise<Picture> {
  let [before, map]: [Planes | undefined, Planes] = [undefined, planesOf(picture)];
  for (const layer of residualLayers(family)) {
    const next = await convolved(engine, layer, weights, map);
    const rowOf = (table: string) => mixedRow(weights, table, mixture);
    endLayer(next, layer, rowOf, before);
    [before, map] = [map, next];
  }
  return pictureOf(map);
}

/** A layer's convolution over all tiles. */
async function convolved(
  engine: Engine,
  layer: ResidualLayer,
  weights: Weights,
  map: Planes,
): Promise<Planes> {
  const scale = (layer.isDoubled ? 2 : 1) / layer.stride;
  const program = await engine.loadModel(layerGraph(layer, weights));
  try {
    const result = emptyPlanes({ width: scale * map.width, height: scale * map.height }, layer.outputs);
    // Strides of 2 begin at even pixels in tiles as well.
    const haloPx = 2 * Math.ceil(layer.kernel / 4);
    for (const tile of tilesOf(map, TILE_PX / Math.max(1, scale), haloPx)) {
      const { [STYLISED]: made } = await program.run({ [MAP]: cutPlanes(map, tile.outer) });
      putTile(result, made!, tile, scale);
    }
    return result;
  } finally {
    await program.release();
  }
}

/** A row of a table of norms, mixed of those of the styles. */
function mixedRow(weights: Weights, table: string, mixture: Float32Array): Float32Array {
  const { shape: [, columns = 0] = [], data } = weights.get(table)!;
  return Float32Array.from({ length: columns }, (_, c) =>
    mixture.reduce((sum, share, style) => sum + share * data[style * columns + c]!, 0),
  );
}

/** Norm and what comes behind it, in place. */
function endLayer(
  map: Planes,
  { name, end }: ResidualLayer,
  rowOf: (table: string) => Float32Array,
  before: Planes | undefined,
): void {
  const [scales, shifts] = [rowOf(scaleName(name)), rowOf(shiftName(name))];
  const count = map.width * map.height;
  for (let c = 0; c < map.channels; c++) {
    const plane = map.data.subarray(c * count, (c + 1) * count);
    const { mean, variance } = momentsOf(plane);
    const gain = scales[c]! / Math.sqrt(variance + NORM_EPSILON);
    const offset = shifts[c]! - gain * mean;
    if (end === 'sum') addTo(plane, before!.data.subarray(c * count, (c + 1) * count), gain, offset);
    else if (end === 'relu') rectify(plane, gain, offset);
    else squash(plane, gain, offset);
  }
}

// Each in a loop of its own, which asks nothing.
function rectify(plane: Float32Array, gain: number, offset: number): void {
  for (let i = 0; i < plane.length; i++) {
    const value = gain * plane[i]! + offset;
    plane[i] = Math.max(value, 0);
  }
}

function addTo(plane: Float32Array, before: Float32Array, gain: number, offset: number): void {
  for (let i = 0; i < plane.length; i++) plane[i] = before[i]! + gain * plane[i]! + offset;
}

function squash(plane: Float32Array, gain: number, offset: number): void {
  for (let i = 0; i < plane.length; i++) plane[i] = 1 / (1 + Math.exp(-gain * plane[i]! - offset));
}

/** Twice over the plane: squares of values far from zero would cancel. */
function momentsOf(plane: Float32Array) {
  let mean = 0;
  for (let i = 0; i < plane.length; i++) mean += plane[i]!;
  mean /= plane.length;
  let variance = 0;
  for (let i = 0; i < plane.length; i++) variance += (plane[i]! - mean) ** 2;
  return { mean, variance: variance / plane.length };
}
