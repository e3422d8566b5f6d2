import { describe, expect, it } from 'vitest';
import { type CutGraph, gridEdges, minCut } from '../../../src/shared/fields/minCut.js';
import { Rng } from '../../../src/shared/rng.js';

/** What it costs to part the nodes so. */
function costOf(graph: CutGraph, isSource: (node: number) => boolean): number {
  const { fromSource, toSink, edgeEnds, edgeCapacity, edgeCapacityBack = edgeCapacity } = graph;
  let cost = 0;
  for (const [node, capacity] of fromSource.entries()) cost += isSource(node) ? toSink[node]! : capacity;
  for (const [edge, capacity] of edgeCapacity.entries()) {
    const [first, second] = [isSource(edgeEnds[2 * edge]!), isSource(edgeEnds[2 * edge + 1]!)];
    if (first && !second) cost += capacity;
    if (!first && second) cost += edgeCapacityBack[edge]!;
  }
  return cost;
}

function randomGraph(width: number, height: number, seed: number, isDirected: boolean): CutGraph {
  const rng = new Rng(seed);
  const draw = (length: number, share = 1) =>
    Float32Array.from({ length }, () => (rng.uniform() < share ? Math.round(20 * rng.uniform()) : 0));
  const edgeEnds = gridEdges(width, height);
  const count = edgeEnds.length / 2;
  return {
    fromSource: draw(width * height, 0.5),
    toSink: draw(width * height, 0.5),
    edgeEnds,
    edgeCapacity: draw(count, 0.8),
    ...(isDirected && { edgeCapacityBack: draw(count, 0.8) }),
  };
}

describe('minCut', () => {
  it.each([false, true])('is the cheapest of all 4096 cuts of 4x3 nodes (directed: %s)', (isDirected) => {
    for (let seed = 1; seed <= 5; seed++) {
      const graph = randomGraph(4, 3, seed, isDirected);
      let least = Number.POSITIVE_INFINITY;
      for (let set = 0; set < 1 << 12; set++) {
        least = Math.min(
          least,
          costOf(graph, (node) => ((set >> node) & 1) === 1),
        );
      }
      const cut = minCut(graph);
      expect(costOf(graph, (node) => cut[node] === 1)).toBe(least);
    }
  });

  it('cuts as much as the flow that fits through a bottleneck of a long chain', () => {
    const length = 1000;
    const fromSource = new Float32Array(length);
    const toSink = new Float32Array(length);
    [fromSource[0], toSink[length - 1]] = [50, 50];
    const edgeEnds = Int32Array.from({ length: 2 * (length - 1) }, (_, i) => (i >> 1) + (i & 1));
    const edgeCapacity = Float32Array.from({ length: length - 1 }, (_, i) => (i === 617 ? 3 : 10));
    const cut = minCut({ fromSource, toSink, edgeEnds, edgeCapacity });
    expect(cut.indexOf(0)).toBe(618);
    expect(cut.slice(618).every((side) => side === 0)).toBe(true);
  });
});
