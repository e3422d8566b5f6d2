import type { Size } from '../../shared/pictures/picture.js';

/** Values of a pixel: Oklab. */
const CHANNELS = 3;
/** The paper finds ten iterations enough; the last ones hardly move anything. */
const ITERATIONS = 6;
/** A part that is smaller than this share of a cell joins a neighbour. */
const LEAST_SHARE = 0.25;

/** Each pixel with the number of its region. */
export interface Labels extends Size {
  /** [height, width], from 0 on. */
  readonly labels: Int32Array;
  readonly count: number;
}

/** Centres of cells: colour, x and y of each. */
const CENTRE = CHANNELS + 2;

function firstCentres(lab: Float32Array, { width, height }: Size, spacingPx: number): Float64Array {
  const [columns, rows] = [width, height].map((length) => Math.max(1, Math.round(length / spacingPx)));
  const centres = new Float64Array(columns! * rows! * CENTRE);
  for (let i = 0; i < columns! * rows!; i++) {
    const x = Math.floor((((i % columns!) + 0.5) * width) / columns!);
    const y = Math.floor(((Math.floor(i / columns!) + 0.5) * height) / rows!);
    const first = (y * width + x) * CHANNELS;
    centres.set([...lab.subarray(first, first + CHANNELS), x, y], i * CENTRE);
  }
  return centres;
}

/** Every pixel goes to the nearest centre within two cells, by colour and by place. */
function assign(
  lab: Float32Array,
  { width, height }: Size,
  centres: Float64Array,
  { spacingPx, compactness }: { readonly spacingPx: number; readonly compactness: number },
): Int32Array {
  const labels = new Int32Array(width * height).fill(0);
  const least = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const perPixel = (compactness / spacingPx) ** 2;
  for (let k = 0; k < centres.length / CENTRE; k++) {
    const [l, a, b, x, y] = centres.subarray(k * CENTRE, (k + 1) * CENTRE) as unknown as number[];
    const reachPx = Math.ceil(1.5 * spacingPx);
    for (let v = Math.max(0, Math.floor(y! - reachPx)); v <= Math.min(height - 1, y! + reachPx); v++) {
      for (let u = Math.max(0, Math.floor(x! - reachPx)); u <= Math.min(width - 1, x! + reachPx); u++) {
        const i = v * width + u;
        const c = i * CHANNELS;
        const [dl, da, db] = [lab[c]! - l!, lab[c + 1]! - a!, lab[c + 2]! - b!];
        const away = dl * dl + da * da + db * db + perPixel * ((u - x!) ** 2 + (v - y!) ** 2);
        if (away < least[i]!) [least[i], labels[i]] = [away, k];
      }
    }
  }
  return labels;
}

/** Centres become the means of their pixels. */
function recentre(lab: Float32Array, width: number, labels: Int32Array, centres: Float64Array): void {
  const counts = new Int32Array(centres.length / CENTRE);
  centres.fill(0);
  for (let i = 0; i < labels.length; i++) {
    const first = labels[i]! * CENTRE;
    counts[labels[i]!] = counts[labels[i]!]! + 1;
    for (let c = 0; c < CHANNELS; c++) centres[first + c] = centres[first + c]! + lab[i * CHANNELS + c]!;
    centres[first + CHANNELS] = centres[first + CHANNELS]! + (i % width);
    centres[first + CHANNELS + 1] = centres[first + CHANNELS + 1]! + Math.floor(i / width);
  }
  for (let i = 0; i < centres.length; i++)
    centres[i] = centres[i]! / Math.max(1, counts[Math.floor(i / CENTRE)]!);
}

/** The pixels that are connected with a first one and have its label; `done` gets their new one. */
function flood(
  { width, height }: Size,
  labels: Int32Array,
  done: Int32Array,
  first: number,
  label: number,
): number[] {
  const part = [first];
  done[first] = label;
  for (let next = 0; next < part.length; next++) {
    const i = part[next]!;
    const [x, y] = [i % width, Math.floor(i / width)];
    const around = [
      x > 0 ? i - 1 : i,
      x < width - 1 ? i + 1 : i,
      y > 0 ? i - width : i,
      y < height - 1 ? i + width : i,
    ];
    for (const j of around) {
      if (done[j] !== -1 || labels[j] !== labels[first]) continue;
      done[j] = label;
      part.push(j);
    }
  }
  return part;
}

/** Regions that hang together: parts that lie apart get numbers of their own, specks those of a neighbour. */
function connected(size: Size, labels: Int32Array, leastPixels: number): Labels {
  const done = new Int32Array(labels.length).fill(-1);
  let count = 0;
  for (let i = 0; i < labels.length; i++) {
    if (done[i] !== -1) continue;
    const part = flood(size, labels, done, i, count);
    // What is to the left or above is numbered already.
    const neighbour = i % size.width > 0 ? done[i - 1] : i >= size.width ? done[i - size.width] : undefined;
    if (part.length < leastPixels && neighbour !== undefined) for (const j of part) done[j] = neighbour;
    else count++;
  }
  return { width: size.width, height: size.height, labels: done, count };
}

/**
 * Simple linear iterative clustering: cells of one size that follow edges (Achanta et al., PAMI 2012).
 *
 * @param lab [height, width, 3], Oklab
 * @param spacingPx side of a cell
 * @param compactness the distance of colours that counts as much as a cell's side
 */
export function slic(lab: Float32Array, size: Size, spacingPx: number, compactness: number): Labels {
  const centres = firstCentres(lab, size, spacingPx);
  let labels = assign(lab, size, centres, { spacingPx, compactness });
  for (let i = 1; i < ITERATIONS; i++) {
    recentre(lab, size.width, labels, centres);
    labels = assign(lab, size, centres, { spacingPx, compactness });
  }
  return connected(size, labels, LEAST_SHARE * spacingPx * spacingPx);
}
