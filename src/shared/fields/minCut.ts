/** A graph between a source and a sink. Capacities are at least 0. */
export interface CutGraph {
  /** Capacity from the source to each node, and from each node to the sink. */
  readonly fromSource: Float32Array;
  readonly toSink: Float32Array;
  /** For each edge the two nodes that it joins, and what it carries each way. */
  readonly edgeEnds: Int32Array;
  readonly edgeCapacity: Float32Array;
  /** From the second end to the first; left out: the same both ways. */
  readonly edgeCapacityBack?: Float32Array;
}

const NONE = -1;
/** Parents that are no arc: a node that hangs on its own terminal, and one that lost its parent. */
const TERMINAL = -2;
const ORPHAN = -3;
/** Trees that a node may belong to. */
const FREE = 0;
const SOURCE = 1;
const SINK = 2;
/** Less capacity than this is rounding. */
const EPSILON = 1e-6;

/** A queue of nodes that holds each node once at most. */
class NodeQueue {
  readonly #next: Int32Array;
  #first = NONE;
  #last = NONE;

  constructor(count: number) {
    this.#next = new Int32Array(count).fill(NONE);
  }

  push(node: number): void {
    if (this.#next[node] !== NONE) return;
    if (this.#last === NONE) this.#first = node;
    else this.#next[this.#last] = node;
    this.#last = node;
    // The last one points to itself, to be told from those outside.
    this.#next[node] = node;
  }

  peek(): number {
    return this.#first;
  }

  drop(): void {
    const node = this.#first;
    const next = this.#next[node]!;
    this.#next[node] = NONE;
    if (next === node) [this.#first, this.#last] = [NONE, NONE];
    else this.#first = next;
  }
}

/** Two search trees that grow towards each other, kept from path to path (Boykov & Kolmogorov, PAMI 2004). */
class TwoTrees {
  readonly #count: number;
  /** Arcs out of a node: `#first[node]`, then `#next[arc]`; arc and its reverse differ in the last bit. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  readonly #head: Int32Array;
  readonly #capacity: Float32Array;
  /** What is left between a node and its terminal: from the source above 0, to the sink below. */
  readonly #terminal: Float32Array;
  readonly #tree: Uint8Array;
  readonly #parent: Int32Array;
  readonly #stamp: Int32Array;
  readonly #distance: Int32Array;
  readonly #active: NodeQueue;
  readonly #orphans: number[] = [];
  #time = 0;

  constructor({ fromSource, toSink, edgeEnds, edgeCapacity, edgeCapacityBack }: CutGraph) {
    const count = fromSource.length;
    this.#count = count;
    this.#first = new Int32Array(count).fill(NONE);
    this.#next = new Int32Array(edgeEnds.length);
    this.#head = new Int32Array(edgeEnds.length);
    this.#capacity = new Float32Array(edgeEnds.length);
    for (let arc = 0; arc < edgeEnds.length; arc++) {
      const tail = edgeEnds[arc]!;
      this.#head[arc] = edgeEnds[arc ^ 1]!;
      this.#next[arc] = this.#first[tail]!;
      this.#first[tail] = arc;
      this.#capacity[arc] = (arc & 1 && edgeCapacityBack ? edgeCapacityBack : edgeCapacity)[arc >> 1]!;
    }
    this.#terminal = fromSource.map((capacity, node) => capacity - toSink[node]!);
    this.#tree = new Uint8Array(count);
    this.#parent = new Int32Array(count).fill(NONE);
    this.#stamp = new Int32Array(count);
    this.#distance = new Int32Array(count);
    this.#active = new NodeQueue(count);
    for (let node = 0; node < count; node++) this.#plant(node);
  }

  #plant(node: number): void {
    const left = this.#terminal[node]!;
    if (Math.abs(left) <= EPSILON) return;
    this.#tree[node] = left > 0 ? SOURCE : SINK;
    this.#parent[node] = TERMINAL;
    this.#distance[node] = 1;
    this.#active.push(node);
  }

  solve(): Uint8Array {
    for (let node = this.#active.peek(); node !== NONE; node = this.#active.peek()) {
      const bridge = this.#tree[node] === FREE ? NONE : this.#grow(node);
      if (bridge === NONE) {
        this.#active.drop();
        continue;
      }
      this.#time++;
      this.#augment(bridge);
      while (this.#orphans.length > 0) this.#adopt(this.#orphans.pop()!);
    }
    return Uint8Array.from({ length: this.#count }, (_, node) => (this.#tree[node] === SOURCE ? 1 : 0));
  }

  /** Capacity of an arc in the way that flow goes through a tree. */
  #open(arc: number, tree: number): boolean {
    return this.#capacity[tree === SOURCE ? arc : arc ^ 1]! > EPSILON;
  }

  /** Takes free neighbours into the tree of a node. @returns an arc from the source's tree to the sink's, or NONE */
  #grow(node: number): number {
    const tree = this.#tree[node]!;
    for (let arc = this.#first[node]!; arc !== NONE; arc = this.#next[arc]!) {
      if (!this.#open(arc, tree)) continue;
      const next = this.#head[arc]!;
      if (this.#tree[next] === FREE) {
        this.#tree[next] = tree;
        this.#parent[next] = arc ^ 1;
        this.#stamp[next] = this.#stamp[node]!;
        this.#distance[next] = this.#distance[node]! + 1;
        this.#active.push(next);
      } else if (this.#tree[next] !== tree) return tree === SOURCE ? arc : arc ^ 1;
    }
    return NONE;
  }

  /** The most that a path from a node to its terminal can carry, at most `limit`. */
  #bottleneck(start: number, tree: number, limit: number): number {
    let [node, least] = [start, limit];
    for (let arc = this.#parent[node]!; arc !== TERMINAL; arc = this.#parent[node]!) {
      least = Math.min(least, this.#capacity[tree === SOURCE ? arc ^ 1 : arc]!);
      node = this.#head[arc]!;
    }
    return Math.min(least, Math.abs(this.#terminal[node]!));
  }

  /** Sends flow from a node to its terminal, or from that to it; what is full then comes loose. */
  #send(start: number, tree: number, flow: number): void {
    let node = start;
    for (let arc = this.#parent[node]!; arc !== TERMINAL; arc = this.#parent[node]!) {
      const forward = tree === SOURCE ? arc ^ 1 : arc;
      this.#capacity[forward] = this.#capacity[forward]! - flow;
      this.#capacity[forward ^ 1] = this.#capacity[forward ^ 1]! + flow;
      if (this.#capacity[forward]! <= EPSILON) this.#loosen(node);
      node = this.#head[arc]!;
    }
    this.#terminal[node] = this.#terminal[node]! + (tree === SOURCE ? -flow : flow);
    if (Math.abs(this.#terminal[node]!) <= EPSILON) this.#loosen(node);
  }

  #loosen(node: number): void {
    this.#parent[node] = ORPHAN;
    this.#orphans.push(node);
  }

  #augment(bridge: number): void {
    const [inSource, inSink] = [this.#head[bridge ^ 1]!, this.#head[bridge]!];
    const half = this.#bottleneck(inSource, SOURCE, this.#capacity[bridge]!);
    const flow = this.#bottleneck(inSink, SINK, half);
    this.#capacity[bridge] = this.#capacity[bridge]! - flow;
    this.#capacity[bridge ^ 1] = this.#capacity[bridge ^ 1]! + flow;
    this.#send(inSource, SOURCE, flow);
    this.#send(inSink, SINK, flow);
  }

  /** Steps from a node to its terminal; infinite if it hangs on an orphan. */
  #depth(start: number): number {
    let [node, steps] = [start, 0];
    for (;;) {
      if (this.#stamp[node] === this.#time) {
        steps += this.#distance[node]!;
        break;
      }
      const arc = this.#parent[node]!;
      steps++;
      if (arc === TERMINAL) {
        this.#stamp[node] = this.#time;
        this.#distance[node] = 1;
        break;
      }
      if (arc === ORPHAN || arc === NONE) return Number.POSITIVE_INFINITY;
      node = this.#head[arc]!;
    }
    let left = steps;
    for (node = start; this.#stamp[node] !== this.#time; node = this.#head[this.#parent[node]!]!) {
      this.#stamp[node] = this.#time;
      this.#distance[node] = left--;
    }
    return steps;
  }

  /** Hangs an orphan on the neighbour of its tree that is nearest to the terminal, or sets it free. */
  #adopt(node: number): void {
    const tree = this.#tree[node]!;
    let [best, least] = [NONE, Number.POSITIVE_INFINITY];
    for (let arc = this.#first[node]!; arc !== NONE; arc = this.#next[arc]!) {
      const next = this.#head[arc]!;
      if (this.#tree[next] !== tree || !this.#open(arc ^ 1, tree)) continue;
      const steps = this.#depth(next);
      if (steps < least) [best, least] = [arc, steps];
    }
    if (best === NONE) {
      this.#free(node, tree);
      return;
    }
    this.#parent[node] = best;
    this.#stamp[node] = this.#time;
    this.#distance[node] = least + 1;
  }

  #free(node: number, tree: number): void {
    for (let arc = this.#first[node]!; arc !== NONE; arc = this.#next[arc]!) {
      const next = this.#head[arc]!;
      if (this.#tree[next] !== tree) continue;
      if (this.#open(arc ^ 1, tree)) this.#active.push(next);
      if (this.#parent[next] === (arc ^ 1)) this.#loosen(next);
    }
    this.#tree[node] = FREE;
    this.#parent[node] = NONE;
  }
}

/**
 * The cheapest way to part a graph's nodes into those of the source and those of the sink: the sum of all capacities from the
 * source's side to the sink's is the least (Boykov & Kolmogorov, PAMI 2004).
 *
 * @returns for each node 1 if it is on the source's side, else 0
 */
export function minCut(graph: CutGraph): Uint8Array {
  return new TwoTrees(graph).solve();
}

/** Edges between the neighbours of a grid, across, down and along both diagonals. */
export function gridEdges(width: number, height: number): Int32Array {
  const straight = (width - 1) * height + width * (height - 1);
  const ends = new Int32Array(2 * (straight + 2 * (width - 1) * (height - 1)));
  let last = 0;
  const join = (a: number, b: number) => {
    ends[last++] = a;
    ends[last++] = b;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const node = y * width + x;
      if (x + 1 < width) join(node, node + 1);
      if (y + 1 === height) continue;
      join(node, node + width);
      if (x + 1 < width) join(node, node + width + 1);
      if (x > 0) join(node, node + width - 1);
    }
  }
  return ends;
}

/** Whether an edge of `gridEdges` runs along a row or column, and not across. */
export function isStraight(edgeEnds: Int32Array, edge: number, width: number): boolean {
  const step = edgeEnds[2 * edge + 1]! - edgeEnds[2 * edge]!;
  return step === 1 || step === width;
}
