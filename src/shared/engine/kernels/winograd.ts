/**
 * Convolutions of 3x3 by fewer products: Winograd's F(4x4, 3x3), after Lavin & Gray, CVPR 2016. Every tile of 4x4 results is made of 36
 * products a pair of channels in place of 144, at the price of maps of tiles and back, which plain operators are enough for.
 */
import type { OnnxGraph } from '../onnxGraph.js';
import type { Recorder } from '../recorder.js';
import type { Conv2DInfo, TensorInfo } from '../tf.js';
import { channelsFirst, NCHW } from './convolutionGeometry.js';

/** A tile of results, and of what they are made of, in pixels. */
const [RESULT, SEEN] = [4, 6];
/** Lavin & Gray's maps: of what is seen, of the filter, and of products to results; points 0, 1, -1, 2, -2 and infinity. */
const SEEN_MAP = [
  [4, 0, -5, 0, 1, 0],
  [0, -4, -4, 1, 1, 0],
  [0, 4, -4, -1, 1, 0],
  [0, -2, -1, 2, 1, 0],
  [0, 2, -1, -2, 1, 0],
  [0, 4, 0, -5, 0, 1],
];
const FILTER_MAP = [
  [1 / 4, 0, 0],
  [-1 / 6, -1 / 6, -1 / 6],
  [-1 / 6, 1 / 6, -1 / 6],
  [1 / 24, 1 / 12, 1 / 6],
  [1 / 24, -1 / 12, 1 / 6],
  [0, 0, 1],
];
const RESULT_MAP = [
  [1, 1, 1, 1, 1, 0],
  [0, 1, -1, 2, -2, 0],
  [0, 1, 1, 4, 4, 0],
  [0, 1, -1, 8, -8, 1],
];

/** A map along rows and the same along columns, as one: [rows squared, columns squared]. */
const bothWays = (map: readonly (readonly number[])[]): Float32Array =>
  Float32Array.from(map.flatMap((a) => map.flatMap((b) => a.flatMap((v) => b.map((w) => v * w)))));

/** Columns as rows. */
const turned = (map: readonly (readonly number[])[]) => map[0]!.map((_, i) => map.map((row) => row[i]!));

const [SEEN_BOTH, FILTER_BOTH, RESULT_BOTH, BACK_BOTH] = [
  SEEN_MAP,
  FILTER_MAP,
  RESULT_MAP,
  turned(RESULT_MAP),
].map(bothWays) as [Float32Array, Float32Array, Float32Array, Float32Array];
const [PRODUCTS, RESULTS] = [SEEN ** 2, RESULT ** 2];

/**
 * Pairs of channels and tiles from which on it pays. CPU time beside the direct one on an EPYC core, forward and back: 0.7 at 128 to 128
 * channels, 0.55 at 256 to 256, 0.4 at 512 to 512; 0.9 at 64 to 128, for a third more memory, and nothing that could be told from noise for
 * the shipped network. A rule and not a probe: what is chosen by how busy a machine is would change the bytes of results.
 */
const LEAST_PAIRS = 128 * 128;
const LEAST_TILES = 64;
/** What tiles may take for the while of a layer; planes that need more are convolved as they are. */
const MOST_BYTES = 2 ** 28;

/** Where tiles lie: so many of them, and the window through which they see, with zeros behind what is there, at the bottom and on the right. */
function tilesOf({ outHeight, outWidth, inHeight, inWidth, padInfo }: Conv2DInfo) {
  const [rows, columns] = [Math.ceil(outHeight / RESULT), Math.ceil(outWidth / RESULT)];
  const { top, left } = padInfo;
  const reach = SEEN - RESULT;
  const pads = [top, left, RESULT * rows + reach - inHeight - top, RESULT * columns + reach - inWidth - left];
  const window = { kernel_shape: [SEEN, SEEN], strides: [RESULT, RESULT], pads };
  return { rows, columns, tiles: rows * columns, window };
}

/** Whether a convolution is made of tiles: the filter must be known while the graph is drawn. */
export function isByTiles(filter: TensorInfo, info: Conv2DInfo, recorder: Recorder): boolean {
  if (!recorder.usesTiles || recorder.recorded(filter).constant === undefined) return false;
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = info;
  const isPlain = [strideHeight, strideWidth, dilationHeight, dilationWidth].every((step) => step === 1);
  if (!isPlain || filterHeight !== 3 || filterWidth !== 3) return false;
  const { inChannels, outChannels, batchSize } = info;
  const tiles = batchSize * tilesOf(info).tiles;
  const bytes = 4 * PRODUCTS * tiles * (inChannels + outChannels);
  return inChannels * outChannels >= LEAST_PAIRS && tiles >= LEAST_TILES && bytes <= MOST_BYTES;
}

/** What writes nodes about shapes. */
const shaped = (graph: OnnxGraph, value: string, shape: readonly number[]) =>
  graph.node('Reshape', [value, graph.integers(shape)]);

/** A filter [3, 3, in, out] by product, [36, in, out]; ONNX Runtime does it once, as the graph is loaded. */
function filterByProduct(
  filter: TensorInfo,
  { inChannels, outChannels }: Conv2DInfo,
  recorder: Recorder,
): string {
  const { graph, tiledFilterOf } = recorder;
  const stored = recorder.full(filter);
  const known = tiledFilterOf.get(stored);
  if (known !== undefined) return known;
  const pairs = shaped(graph, stored, [9, inChannels * outChannels]);
  const mapped = graph.node('MatMul', [graph.constant(FILTER_BOTH, [PRODUCTS, 9]), pairs]);
  const byProduct = shaped(graph, mapped, [PRODUCTS, inChannels, outChannels]);
  tiledFilterOf.set(stored, byProduct);
  return byProduct;
}

/** The map of what is seen, as a filter. */
const seenFilter = (graph: OnnxGraph) => graph.constant(SEEN_BOTH, [PRODUCTS, 1, SEEN, SEEN]);

/** A convolution by tiles. */
export function convolutionByTiles(
  x: TensorInfo,
  filter: TensorInfo,
  info: Conv2DInfo,
  recorder: Recorder,
): TensorInfo {
  const { graph } = recorder;
  const { batchSize, inChannels, outChannels, inHeight, inWidth, outHeight, outWidth } = info;
  const { rows, columns, tiles, window } = tilesOf(info);
  const planes = shaped(graph, recorder.full(x, NCHW), [batchSize * inChannels, 1, inHeight, inWidth]);
  const seen = graph.node('Conv', [planes, seenFilter(graph)], window);
  const byChannel = shaped(graph, seen, [batchSize, inChannels, PRODUCTS, tiles]);
  const byProduct = graph.node('Transpose', [byChannel], { perm: [0, 2, 1, 3] });
  // Filters lie as gradients want them; the operator of ONNX Runtime turns them as it reads.
  const products = graph.node('FusedMatMul', [filterByProduct(filter, info, recorder), byProduct], {
    transA: 1,
  });
  const results = graph.node('MatMul', [
    graph.constant(RESULT_BOTH, [RESULTS, PRODUCTS]),
    shaped(graph, products, [batchSize, PRODUCTS, outChannels * tiles]),
  ]);
  const tiled = shaped(graph, results, [batchSize, RESULTS * outChannels, rows, columns]);
  const whole = graph.node('DepthToSpace', [tiled], { blocksize: RESULT, mode: 'DCR' });
  const isWhole = outHeight === RESULT * rows && outWidth === RESULT * columns;
  const name = isWhole
    ? whole
    : graph.node('Slice', [
        whole,
        ...[
          [0, 0],
          [outHeight, outWidth],
          [2, 3],
        ].map((v) => graph.integers(v)),
      ]);
  return channelsFirst(name, info.outShape, recorder);
}

/** The gradient of such a convolution for its input: the same maps the other way around, with the same filters. */
export function inputGradientByTiles(
  dy: TensorInfo,
  filter: TensorInfo,
  info: Conv2DInfo,
  recorder: Recorder,
): TensorInfo {
  const { graph } = recorder;
  const { batchSize, inChannels, outChannels, inHeight, inWidth, outHeight, outWidth } = info;
  const { rows, columns, tiles, window } = tilesOf(info);
  const [below, beside] = [RESULT * rows - outHeight, RESULT * columns - outWidth];
  const gradient = recorder.full(dy, NCHW);
  const whole =
    below + beside === 0
      ? gradient
      : graph.node('Pad', [gradient, graph.integers([0, 0, 0, 0, 0, 0, below, beside])]);
  const byPlace = graph.node('SpaceToDepth', [whole], { blocksize: RESULT });
  const products = graph.node('MatMul', [
    graph.constant(BACK_BOTH, [PRODUCTS, RESULTS]),
    shaped(graph, byPlace, [batchSize, RESULTS, outChannels * tiles]),
  ]);
  const byProduct = graph.node('MatMul', [
    filterByProduct(filter, info, recorder),
    shaped(graph, products, [batchSize, PRODUCTS, outChannels, tiles]),
  ]);
  const byChannel = graph.node('Transpose', [byProduct], { perm: [0, 2, 1, 3] });
  const tiled = shaped(graph, byChannel, [batchSize * inChannels, PRODUCTS, rows, columns]);
  const planes = graph.node('ConvTranspose', [tiled, seenFilter(graph)], window);
  return channelsFirst(
    shaped(graph, planes, [batchSize, inChannels, inHeight, inWidth]),
    info.inShape,
    recorder,
  );
}
