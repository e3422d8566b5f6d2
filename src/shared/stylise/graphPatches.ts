/** Neighbourhoods of 3x3 places as nodes of a graph, for maps [1, c, h, w] of any size. */
import type { OnnxGraph } from '../engine/onnxGraph.js';
import { PATCH_SIDE } from './netOps.js';

/** Further than any map is long. */
const FAR = 2 ** 30;
const REACH = PATCH_SIDE - 1;

/** What lies at each offset from the places at which a neighbourhood begins, row by row. */
const OFFSETS: readonly (readonly [down: number, across: number])[] = Array.from(
  { length: PATCH_SIDE ** 2 },
  (_, i) => [Math.floor(i / PATCH_SIDE), i % PATCH_SIDE],
);

/** From an offset on, as far as neighbourhoods that begin `offset` before it lie inside. */
function shifted(
  graph: OnnxGraph,
  x: string,
  [down, across]: readonly [number, number],
  stride: number,
): string {
  const endOf = (offset: number) => (offset === REACH ? FAR : offset - REACH);
  const [starts, ends, axes, steps] = [
    [down, across],
    [endOf(down), endOf(across)],
    [2, 3],
    [stride, stride],
  ];
  return graph.node('Slice', [x, ...[starts, ends, axes, steps].map((values) => graph.integers(values))]);
}

/** The places at which neighbourhoods begin. */
export const insideOf = (graph: OnnxGraph, x: string): string => shifted(graph, x, [0, 0], 1);

/** The neighbourhoods of a map by where they begin, [1, 9 c, h', w']. */
export const graphPatches = (graph: OnnxGraph, x: string, stride: number): string =>
  graph.node(
    'Concat',
    OFFSETS.map((offset) => shifted(graph, x, offset, stride)),
    { axis: 1 },
  );

/** The map of which neighbourhoods at a stride of 1 are given, [1, c, h, w]; their mean, where they differ. */
export function graphVotes(graph: OnnxGraph, patches: string, channels: number): string {
  const parts = OFFSETS.map((_, i) => {
    const range = [[i * channels], [(i + 1) * channels], [1]];
    return graph.node('Slice', [patches, ...range.map((values) => graph.integers(values))]);
  });
  const spread = (maps: readonly string[]) =>
    maps.map((map, i) => padded(graph, map, OFFSETS[i]!)).reduce((sum, map) => graph.node('Add', [sum, map]));
  const ones = graph.node('Add', [graph.node('Mul', [parts[0]!, graph.scalar(0)]), graph.scalar(1)]);
  return graph.node('Div', [spread(parts), spread(parts.map(() => ones))]);
}

function padded(graph: OnnxGraph, map: string, [down, across]: readonly [number, number]): string {
  const pads = [0, 0, down, across, 0, 0, REACH - down, REACH - across];
  return graph.node('Pad', [map, graph.integers(pads)]);
}
