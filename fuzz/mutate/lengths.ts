/** Attacks on what looks like a length, a count or an offset. */
import type { Rng } from '../../src/shared/rng.js';
import type { Mutator } from './mutator.js';
import { pick } from './random.js';

/** Places that are looked at before any will do. */
const LOOKS = 64;
const WIDTHS = [1, 2, 4, 4, 4, 8] as const;

type Width = (typeof WIDTHS)[number];

function readAt(view: DataView, place: number, width: Width, isLittle: boolean): number {
  if (width === 1) return view.getUint8(place);
  if (width === 2) return view.getUint16(place, isLittle);
  if (width === 4) return view.getUint32(place, isLittle);
  return Number(view.getBigUint64(place, isLittle));
}

function writeAt(view: DataView, place: number, width: Width, isLittle: boolean, value: number): void {
  const whole = BigInt.asUintN(8 * width, BigInt(Math.trunc(value)));
  if (width === 1) view.setUint8(place, Number(whole));
  else if (width === 2) view.setUint16(place, Number(whole), isLittle);
  else if (width === 4) view.setUint32(place, Number(whole), isLittle);
  else view.setBigUint64(place, whole, isLittle);
}

/** Values that lengths are given: none, off by one, twice, all that there is and one more, the largest of each width. */
export function wildLength(rng: Rng, value: number, available: number): number {
  return pick(rng, [
    ...[0, 1, 2, value - 1, value + 1, value * 2, Math.trunc(value / 2), value + 4, value * 256],
    ...[available - 1, available, available + 1],
    ...[0x7f, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff, 2 ** 53],
  ]);
}

/** Whether a number may be meant as a length or offset of what is there. */
function looksLikeLength(value: number, size: number): boolean {
  return value > 0 && value <= size + 8;
}

/** Overwrites a number that may be a length, as one of 1, 2, 4 or 8 bytes in either order. */
export const overwriteLength: Mutator = (bytes, { rng }) => {
  const changed = new Uint8Array(bytes);
  const view = new DataView(changed.buffer);
  const width = WIDTHS.filter((candidate) => candidate <= bytes.length);
  if (width.length === 0) return changed;
  for (let look = 1; ; look++) {
    const own = pick(rng, width);
    const place = rng.integer(bytes.length - own + 1);
    const isLittle = rng.integer(2) === 0;
    const value = readAt(view, place, own, isLittle);
    if (look < LOOKS && !looksLikeLength(value, bytes.length)) continue;
    writeAt(view, place, own, isLittle, wildLength(rng, value, bytes.length - place));
    return changed;
  }
};
