/** Nets that exchange statistics on pictures of any size, in tiles. */
import type { Engine } from '../engine/engine.js';
import type { ArrayValue } from '../engine/objective.js';
import { ANY_LENGTH, type PortSpec } from '../engine/onnxFormat.js';
import { OnnxGraph } from '../engine/onnxGraph.js';
import { type Picture, RGB } from '../pictures/picture.js';
import type { Weights } from '../weights/tensors.js';
import { exchangeMatrix } from './exchange.js';
import { drawExchanged, type ExchangeFamily } from './exchangeNet.js';
import { graphOps } from './graphOps.js';
import { drawLevels, EXCHANGE_LEVELS, type ExchangeLevel, levelChannels, statisticsIn } from './levels.js';
import { cutPlanes, emptyPlanes, pictureOf, planesOf, putTile, type Tile, tilesOf } from './planes.js';
import { MAP, STYLISED } from './styliserGraph.js';

/** Sides of tiles, and how far a pixel sees beyond them: some 60 px, through stem and decoder. Both are multiples of 8. */
const TILING = { sidePx: 640, haloPx: 64 } as const;

/** What a net is asked to do. */
export interface ExchangeTask {
  /** What is known of the style. */
  readonly condition: Readonly<Record<string, ArrayValue>>;
  readonly strength: number;
}

/** Moments of features, [1, c] and [c, c]. */
interface Moments {
  readonly mean: ArrayValue;
  readonly covariance: ArrayValue;
}

/** By what features of a level are moved: less `mean`, times `matrix`, plus `target`. */
interface Move {
  readonly mean: ArrayValue;
  readonly matrix: ArrayValue;
  readonly target: ArrayValue;
}

const INSIDE = 'inside';
const nameOf = (level: ExchangeLevel, part: string) => `${level} ${part}`;
const float = (name: string, shape: readonly number[]): PortSpec => ({ name, shape, type: 'float32' });
const mapPort = (name: string, channels: number) => float(name, [1, channels, ANY_LENGTH, ANY_LENGTH]);

/**
 * Draws a net as its whole graph does, in tiles that see enough of their neighbours: once to take the statistics of the whole picture,
 * and once more to paint with them. There are no seams, and the result is that of one piece.
 *
 * @param net its family, and the weights of net and stem
 * @param picture in a frame, sides multiples of 8
 */
export async function exchangedInTiles(
  engine: Engine,
  net: { readonly family: ExchangeFamily; readonly weights: Weights },
  picture: Picture,
  task: ExchangeTask,
  { sidePx, haloPx }: { readonly sidePx: number; readonly haloPx: number } = TILING,
): Promise<Picture> {
  const map = planesOf(picture);
  const tiles = tilesOf(map, sidePx, haloPx);
  const moments = await momentsOf(engine, net.weights, map, tiles);
  const moves = await movesOf(engine, net.family, moments, task);
  const result = emptyPlanes(map, RGB);
  const program = await engine.loadModel(paintGraph(net.weights));
  for (const tile of tiles) {
    const { [STYLISED]: made } = await program.run({ [MAP]: cutPlanes(map, tile.outer), ...moves });
    putTile(result, made!, tile, 1);
  }
  await program.release();
  return pictureOf(result);
}

/** Sums over what is inside of a tile: of features, `LEVEL sum`, and of their products. */
function sumsGraph(weights: Weights): Uint8Array<ArrayBuffer> {
  const graph = new OnnxGraph();
  const ops = graphOps(graph, weights);
  const levels = drawLevels(ops, MAP);
  let inside: string = INSIDE;
  const outputs = EXCHANGE_LEVELS.flatMap((level, i) => {
    if (i > 0) inside = ops.halve(inside);
    const channels = levelChannels(level);
    const [rows, counted] = [ops.rows(levels[level]), ops.rows(inside)];
    const seen = ops.transpose(ops.mul(rows, counted));
    return [
      { ...float(nameOf(level, 'sum'), [1, channels]), value: ops.matMul(ops.transpose(counted), rows) },
      { ...float(nameOf(level, 'products'), [channels, channels]), value: ops.matMul(seen, rows) },
    ];
  });
  return graph.encode([mapPort(MAP, RGB), mapPort(INSIDE, 1)], outputs);
}

/** 1 inside of a tile, 0 in what is seen around it, [1, 1, h, w]. */
function insideOf({ inner, outer }: Tile): ArrayValue {
  const [left, top] = [inner.left - outer.left, inner.top - outer.top];
  const data = new Float32Array(outer.width * outer.height);
  for (let y = top; y < top + inner.height; y++)
    data.fill(1, y * outer.width + left, y * outer.width + left + inner.width);
  return { shape: [1, 1, outer.height, outer.width], data };
}

async function momentsOf(
  engine: Engine,
  weights: Weights,
  map: ReturnType<typeof planesOf>,
  tiles: readonly Tile[],
): Promise<Readonly<Record<ExchangeLevel, Moments>>> {
  const program = await engine.loadModel(sumsGraph(weights));
  const sums = new Map<string, Float64Array>();
  for (const tile of tiles) {
    const made = await program.run({ [MAP]: cutPlanes(map, tile.outer), [INSIDE]: insideOf(tile) });
    for (const [name, { data }] of Object.entries(made)) {
      const sum = sums.get(name) ?? new Float64Array(data.length);
      for (let i = 0; i < data.length; i++) sum[i]! += data[i]!;
      sums.set(name, sum);
    }
  }
  await program.release();
  const pixels = map.width * map.height;
  return Object.fromEntries(
    EXCHANGE_LEVELS.map((level, halvings) => {
      const [sum, products] = ['sum', 'products'].map((part) => sums.get(nameOf(level, part))!);
      return [level, fromSums(sum!, products!, pixels / 4 ** halvings)];
    }),
  ) as Record<ExchangeLevel, Moments>;
}

function fromSums(sum: Float64Array, products: Float64Array, count: number): Moments {
  const channels = sum.length;
  const mean = sum.map((value) => value / count);
  const covariance = products.map(
    (value, i) => value / count - mean[Math.floor(i / channels)]! * mean[i % channels]!,
  );
  return {
    mean: { shape: [1, channels], data: Float32Array.from(mean) },
    covariance: { shape: [channels, channels], data: Float32Array.from(covariance) },
  };
}

/** The inputs of `paintGraph` besides the picture. */
async function movesOf(
  engine: Engine,
  { exchange }: ExchangeFamily,
  moments: Readonly<Record<ExchangeLevel, Moments>>,
  { condition, strength }: ExchangeTask,
): Promise<Record<string, ArrayValue>> {
  const graph = new OnnxGraph();
  const ops = graphOps(graph, new Map());
  const names = (level: ExchangeLevel) => [nameOf(level, 'picture'), nameOf(level, 'style')] as const;
  const squares = EXCHANGE_LEVELS.flatMap((level) =>
    names(level).map((name) => float(name, [levelChannels(level), levelChannels(level)])),
  );
  const outputs = EXCHANGE_LEVELS.map((level) => {
    const channels = levelChannels(level);
    const value = exchangeMatrix(ops, names(level), { exchange, channels });
    return { ...float(nameOf(level, 'matrix'), [channels, channels]), value };
  });
  const program = await engine.loadModel(graph.encode(squares, outputs));
  const matrices = await program.run(
    Object.fromEntries(
      EXCHANGE_LEVELS.flatMap((level) => {
        const covariances = [moments[level], statisticsIn(condition, level)].map(
          ({ covariance }) => covariance,
        );
        return names(level).map((name, i) => [name, covariances[i]!] as const);
      }),
    ),
  );
  await program.release();
  return Object.assign(
    {},
    ...EXCHANGE_LEVELS.map((level) => {
      const { mean } = moments[level];
      const matrix = matrices[nameOf(level, 'matrix')]!;
      const move = movedBy(mean, matrix, statisticsIn(condition, level).mean, strength);
      return Object.fromEntries(Object.entries(move).map(([part, value]) => [nameOf(level, part), value]));
    }),
  ) as Record<string, ArrayValue>;
}

/** A part of the way, of `strength`. */
function movedBy(mean: ArrayValue, matrix: ArrayValue, goal: ArrayValue, strength: number): Move {
  const between = (from: number, to: number) => from + strength * (to - from);
  const channels = mean.data.length;
  return {
    mean,
    matrix: {
      ...matrix,
      data: matrix.data.map((value, i) => between(i % (channels + 1) === 0 ? 1 : 0, value)),
    },
    target: { ...mean, data: mean.data.map((value, i) => between(value, goal.data[i]!)) },
  };
}

/** Paints a tile with features that are moved as they are told. */
function paintGraph(weights: Weights): Uint8Array<ArrayBuffer> {
  const graph = new OnnxGraph();
  const ops = graphOps(graph, weights);
  const value = drawExchanged(ops, MAP, (map, level) => {
    const centred = ops.sub(ops.rows(map), nameOf(level, 'mean'));
    const moved = ops.matMul(centred, nameOf(level, 'matrix'));
    return ops.asMap(ops.add(moved, nameOf(level, 'target')), map);
  });
  const moves = EXCHANGE_LEVELS.flatMap((level) => {
    const channels = levelChannels(level);
    const row = [1, channels];
    return [
      float(nameOf(level, 'mean'), row),
      float(nameOf(level, 'matrix'), [channels, channels]),
      float(nameOf(level, 'target'), row),
    ];
  });
  return graph.encode([mapPort(MAP, RGB), ...moves], [{ ...mapPort(STYLISED, RGB), value }]);
}
