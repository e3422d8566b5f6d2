import type { TransferCurve } from './transferCurve.js';

/** Offsets of ICC.1:2022: header (7.2) and tag table (7.3). */
const DATA_SPACE_OFFSET = 16;
const PCS_OFFSET = 20;
const TAG_COUNT_OFFSET = 128;
const TAG_BYTES = 12;
/** Real profiles have at most a few dozen. */
const MAX_TAGS = 1000;

function fourLetters(data: Buffer, offset: number): string {
  return data.toString('latin1', offset, offset + 4);
}

/** What a profile describes: 'RGB ', 'GRAY', 'CMYK' or other; empty if it is cut short. */
export function profileSpace(profile: Buffer): string {
  return fourLetters(profile, DATA_SPACE_OFFSET);
}

/** @throws RangeError if the profile ends before its tag does */
function tagData(profile: Buffer, name: string): Buffer | undefined {
  const count = Math.min(MAX_TAGS, profile.readUInt32BE(TAG_COUNT_OFFSET));
  for (let i = 0; i < count; i++) {
    const entry = TAG_COUNT_OFFSET + 4 + i * TAG_BYTES;
    if (fourLetters(profile, entry) !== name) continue;
    const start = profile.readUInt32BE(entry + 4);
    return profile.subarray(start, start + profile.readUInt32BE(entry + 8));
  }
  return undefined;
}

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

function readCurve(tag: Buffer): ((value: number) => number) | undefined {
  const type = fourLetters(tag, 0);
  if (type === 'curv') return sampledCurve(tag);
  return type === 'para' ? parametricCurve(tag) : undefined;
}

/** CIE L* in 0..1 to luminance. */
function lightnessToLinear(lightness: number): number {
  const cubeRoot = (100 * lightness + 16) / 116;
  return lightness > 0.08 ? cubeRoot ** 3 : (100 * lightness * 27) / 24_389;
}

/**
 * How grey values become light by a grey profile, from its grayTRCTag (ICC.1:2022, 8.3.3 and F.2).
 *
 * @returns undefined for a profile that is damaged, of another kind, or holds tables instead
 */
export function greyProfileCurve(profile: Buffer): TransferCurve | undefined {
  try {
    const tag = profileSpace(profile) === 'GRAY' ? tagData(profile, 'kTRC') : undefined;
    const curve = tag && readCurve(tag);
    if (!curve) return undefined;
    const isLab = fourLetters(profile, PCS_OFFSET) === 'Lab ';
    const inRange = (value: number): number => Math.min(1, Math.max(0, curve(value)));
    return { light: 'standard', toLinear: isLab ? (value) => lightnessToLinear(inRange(value)) : inRange };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
