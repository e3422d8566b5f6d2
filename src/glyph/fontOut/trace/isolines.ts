/**
 * Lines of equal value through a map (marching squares). d3-contour 4.0 finds the same lines in the same time, but parts
 * every saddle, where thin strokes are joined through the middle.
 */
import type { Grid } from '../../../shared/fields/grid.js';

/** A closed line: x0, y0, x1, y1, ... in pixels, y downwards; the centre of the first pixel is at 0.5, 0.5. */
export type Isoline = readonly number[];

/** Sides of a cell of four pixel centres. */
const TOP = 0;
const RIGHT = 1;
const BOTTOM = 2;
const LEFT = 3;
type Step = readonly [from: number, to: number];

/** How lines pass a cell, by which of its corners are inside (1 upper left, 2 upper right, 4 lower right, 8 lower left). */
const STEPS: readonly (readonly Step[])[] = [
  [],
  [[TOP, LEFT]],
  [[RIGHT, TOP]],
  [[RIGHT, LEFT]],
  [[BOTTOM, RIGHT]],
  [],
  [[BOTTOM, TOP]],
  [[BOTTOM, LEFT]],
  [[LEFT, BOTTOM]],
  [[TOP, BOTTOM]],
  [],
  [[RIGHT, BOTTOM]],
  [[LEFT, RIGHT]],
  [[TOP, RIGHT]],
  [[LEFT, TOP]],
  [],
];
/** Two corners across: joined through the middle of the cell, or not. */
const SADDLES: Readonly<Record<number, { joined: readonly Step[]; apart: readonly Step[] }>> = {
  5: {
    joined: [
      [TOP, RIGHT],
      [BOTTOM, LEFT],
    ],
    apart: [
      [TOP, LEFT],
      [BOTTOM, RIGHT],
    ],
  },
  10: {
    joined: [
      [LEFT, TOP],
      [RIGHT, BOTTOM],
    ],
    apart: [
      [RIGHT, TOP],
      [LEFT, BOTTOM],
    ],
  },
};

/** A map with a border of zeros, so that every line closes. */
class Padded {
  readonly width: number;
  readonly height: number;
  readonly #values: Float32Array;

  constructor({ width, height, data }: Grid) {
    this.width = width + 2;
    this.height = height + 2;
    this.#values = new Float32Array(this.width * this.height);
    for (let y = 0; y < height; y++) {
      this.#values.set(data.subarray(y * width, (y + 1) * width), (y + 1) * this.width + 1);
    }
  }

  valueAt(x: number, y: number): number {
    return this.#values[y * this.width + x]!;
  }

  /** The number of a side of a cell: each is shared with the cell beyond it. */
  edge(x: number, y: number, side: number): number {
    if (side === TOP) return 2 * (y * this.width + x);
    if (side === BOTTOM) return 2 * ((y + 1) * this.width + x);
    return 2 * (y * this.width + x + (side === RIGHT ? 1 : 0)) + 1;
  }

  /** Where on an edge the value is `level`. */
  crossing(edge: number, level: number): [x: number, y: number] {
    const node = edge >> 1;
    const [x, y] = [node % this.width, Math.floor(node / this.width)];
    const [dx, dy] = edge % 2 === 0 ? [1, 0] : [0, 1];
    const [a, b] = [this.valueAt(x, y), this.valueAt(x + dx, y + dy)];
    const t = (level - a) / (b - a);
    // Without the border, and from the centres of pixels to their corners.
    return [x - 0.5 + t * dx, y - 0.5 + t * dy];
  }
}

/** For each edge that a line enters a cell by, the one that it leaves by; -1 for the others. */
function linkEdges(map: Padded, level: number): Int32Array {
  const next = new Int32Array(2 * map.width * map.height).fill(-1);
  for (let y = 0; y + 1 < map.height; y++) {
    for (let x = 0; x + 1 < map.width; x++) {
      const corners = [
        map.valueAt(x, y),
        map.valueAt(x + 1, y),
        map.valueAt(x + 1, y + 1),
        map.valueAt(x, y + 1),
      ];
      const inside = corners.reduce((bits, value, i) => bits | (value >= level ? 1 << i : 0), 0);
      const saddle = SADDLES[inside];
      const isJoined = saddle && corners.reduce((sum, value) => sum + value, 0) / 4 >= level;
      const steps = saddle ? (isJoined ? saddle.joined : saddle.apart) : (STEPS[inside] ?? []);
      for (const [from, to] of steps) next[map.edge(x, y, from)] = map.edge(x, y, to);
    }
  }
  return next;
}

/**
 * The lines at which a map has the value `level`. What is higher lies on their right as they are followed: outer lines run
 * with the clock and inner ones against it, as TrueType outlines do.
 */
export function isolines(grid: Grid, level: number): Isoline[] {
  const map = new Padded(grid);
  const next = linkEdges(map, level);
  const lines: Isoline[] = [];
  for (let start = 0; start < next.length; start++) {
    if (next[start]! < 0) continue;
    const line: number[] = [];
    for (let edge = start; next[edge]! >= 0; ) {
      line.push(...map.crossing(edge, level));
      const following = next[edge]!;
      next[edge] = -1;
      edge = following;
    }
    lines.push(line);
  }
  return lines;
}

/** The area within a closed line, positive for one that runs with the clock. */
export function signedArea(line: Isoline): number {
  let twice = 0;
  for (let i = 0; i < line.length; i += 2) {
    const j = (i + 2) % line.length;
    twice += line[i]! * line[j + 1]! - line[j]! * line[i + 1]!;
  }
  return twice / 2;
}
