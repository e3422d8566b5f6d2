import { describe, expect, it } from 'vitest';
import { powerOf as powerOfSignal } from '../../src/audio/render/channels.js';
import type { Sound } from '../../src/audio/sound.js';
import { longSound } from '../../src/audio/sound.js';
import { type Part, STEREO_MODES, splitFor as splitLong } from '../../src/audio/stereo.js';
import { type Signal, signalOf, wholeOf } from '../../src/shared/dsp/signal.js';
import { noise } from '../shared/dsp/signals.js';

const left = noise(500, 0.2, 1);
const right = left.map((x, i) => 0.8 * x + 0.02 * Math.sin(i));
const inverted = right.map((x) => -x);
const sound = (...channels: Float32Array[]) => ({ sampleRateHz: 22_050, channels });

interface WholePart {
  readonly primary: Float32Array;
  readonly secondary: Float32Array | undefined;
}
const powerOf = (x: Float32Array) => powerOfSignal(signalOf(x));
const partOf = ({ primary, secondary }: WholePart): Part => ({
  primary: signalOf(primary),
  secondary: secondary && signalOf(secondary),
});
/** With all samples in memory. */
function splitFor(mode: (typeof STEREO_MODES)[number], whole: Sound) {
  const { parts, join } = splitLong(mode, longSound(whole));
  return {
    parts: parts.map(({ primary, secondary }) => ({
      primary: wholeOf(primary),
      secondary: secondary && wholeOf(secondary),
    })),
    join: (changed: readonly WholePart[]) => join(changed.map(partOf)).map((x: Signal) => wholeOf(x)),
  };
}

describe('splitFor', () => {
  it.each([
    ['ms', 'a mono sound', sound(left)],
    ['ms', 'a stereo sound', sound(left, right)],
    ['ms', 'equal channels', sound(left, left)],
    ['ms', 'channels in antiphase', sound(left, inverted)],
    ['lr', 'a mono sound', sound(left)],
    ['lr', 'a stereo sound', sound(left, right)],
    ['lr', 'equal channels', sound(left, left.slice())],
    ['lr', 'a silent channel', sound(new Float32Array(500), right)],
    ['mono', 'a mono sound', sound(left)],
  ] as const)('%s: %s comes back', (mode, _, { sampleRateHz, channels }) => {
    const { parts, join } = splitFor(mode, { sampleRateHz, channels });
    const joined = join(parts);
    expect(joined).toHaveLength(channels.length);
    for (const [c, channel] of channels.entries()) expect(joined[c]!).toBeAllclose(channel, 1e-6, 1e-7);
  });

  it('ms lets the weaker of mid and side follow', () => {
    const [part] = splitFor('ms', sound(left, inverted)).parts;
    expect(powerOf(part!.primary)).toBeGreaterThan(powerOf(part!.secondary!));
  });

  it('ms has nothing to follow where one sound stands beside the middle, which stays there', () => {
    const { parts, join } = splitFor(
      'ms',
      sound(
        left,
        left.map((x) => 0.5 * x),
      ),
    );
    expect(parts[0]!.secondary).toBeUndefined();
    const [a, b] = join([{ primary: right, secondary: undefined }]) as [Float32Array, Float32Array];
    expect(b).toBeAllclose(
      a.map((x) => 0.5 * x),
      1e-5,
      1e-6,
    );
  });

  it('ms leaves nothing in the rest that is alike in the lead', () => {
    const [part] = splitFor('ms', sound(left, right)).parts;
    const product = part!.secondary!.reduce((sum, x, i) => sum + x * part!.primary[i]!, 0) / 500;
    expect(Math.abs(product)).toBeLessThan(1e-6 * powerOf(part!.primary));
  });

  it('lr works on both channels, but on equal ones once, and not on silence', () => {
    const count = (...channels: Float32Array[]) => splitFor('lr', sound(...channels)).parts.length;
    expect([count(left, right), count(left, left.slice()), count(new Float32Array(500), left)]).toEqual([
      2, 1, 1,
    ]);
    const { join } = splitFor('lr', sound(new Float32Array(500), left));
    expect(join([{ primary: right, secondary: undefined }])).toEqual([new Float32Array(500), right]);
  });

  it('mono works on the mean, and gives it to both channels', () => {
    const { parts, join } = splitFor('mono', sound(left, right));
    expect(parts[0]!.primary).toBeAllclose(
      left.map((x, i) => (x + right[i]!) / 2),
      1e-6,
      1e-7,
    );
    const [a, b] = join(parts);
    expect(a).toEqual(b);
  });

  it.each(STEREO_MODES)('%s: equal channels stay equal, whatever becomes of them', (mode) => {
    const { parts, join } = splitFor(mode, sound(left, left.slice()));
    const [a, b] = join(parts.map(({ secondary }) => ({ primary: right, secondary })));
    expect(a).toEqual(b);
  });
});
