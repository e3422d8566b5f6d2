import { fourLetters } from './iccTags.js';

/** A curve of type 'curv' (ICC.1:2022, 10.6): nothing, a gamma, or a table over 0..1. */
function sampledCurve(tag: Buffer): (value: number) => number {
  const count = tag.readUInt32BE(8);
  if (count === 0) return (value) => value;
  if (count === 1) {
    const gamma = tag.readUInt16BE(12) / 256;
    return (value) => value ** gamma;
  }
  tag.readUInt16BE(12 + 2 * (count - 1));
  const sample = (i: number): number => tag.readUInt16BE(12 + 2 * i) / 65_535;
  return (value) => {
    const position = value * (count - 1);
    const left = Math.min(count - 2, Math.floor(position));
    return sample(left) + (position - left) * (sample(left + 1) - sample(left));
  };
}

/** How many parameters each function of type 'para' has, in the order of its number. */
const PARAMETERS = [1, 3, 4, 5, 7] as const;

/** A curve of type 'para' (ICC.1:2022, 10.18), with all parameters of the longest form; undefined for unknown ones. */
function parametricCurve(tag: Buffer): ((value: number) => number) | undefined {
  const form = tag.readUInt16BE(8);
  const count = PARAMETERS[form];
  if (count === undefined) return undefined;
  const given = Array.from({ length: count }, (_, i) => tag.readInt32BE(12 + 4 * i) / 65_536);
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = given;
  const power = (value: number): number => Math.max(0, a * value + b) ** g;
  if (form === 0) return power;
  if (form === 1) return (value) => (value >= -b / a ? power(value) : 0);
  if (form === 2) return (value) => (value >= -b / a ? power(value) + c : c);
  if (form === 3) return (value) => (value >= d ? power(value) : c * value);
  return (value) => (value >= d ? power(value) + e : c * value + f);
}

/**
 * A curve of a profile, from stored values to light, both in 0..1.
 *
 * @returns undefined for a tag that is no curve
 * @throws RangeError for one that is cut short
 */
export function iccCurve(tag: Buffer): ((value: number) => number) | undefined {
  const type = fourLetters(tag, 0);
  const curve = type === 'curv' ? sampledCurve(tag) : type === 'para' ? parametricCurve(tag) : undefined;
  return curve && ((value) => Math.min(1, Math.max(0, curve(value))));
}
