import { describe, expect, it } from 'vitest';
import { withBandDynamics as holdBands } from '../../../src/audio/render/bandDynamics.js';
import { allowedExcessDb } from '../../../src/audio/render/dynamicsLimits.js';
import { withOnsetDynamics as holdOnsets } from '../../../src/audio/render/onsetDynamics.js';
import { Scratch } from '../../../src/audio/scratch/scratch.js';
import { signalOf, wholeOf } from '../../../src/shared/dsp/signal.js';
import { errorDb, noise, rms, sine } from '../../shared/dsp/signals.js';

const RATE = 22_050;
/** A tone that is there in the first and the last third. */
const tone = sine(300, 1.2, RATE, 0.3).map((x, i) => (Math.abs(i / RATE - 0.6) < 0.2 ? 0 : x));
const hiss = noise(tone.length, 0.02, 7);
const part = (primary: Float32Array, secondary?: Float32Array) => ({
  primary: signalOf(primary),
  secondary: secondary && signalOf(secondary),
});
/** With all samples in memory. */
const inMemory =
  (hold: typeof holdBands) =>
  (original: ReturnType<typeof part>, changed: ReturnType<typeof part>, rateHz: number) => {
    const { primary, secondary } = hold(original, changed, rateHz, new Scratch());
    return { primary: wholeOf(primary), secondary: secondary && wholeOf(secondary) };
  };
const withBandDynamics = inMemory(holdBands);
const withOnsetDynamics = inMemory(holdOnsets);
const second = (from: number, to: number) => (x: Float32Array) => x.subarray(from * RATE, to * RATE);
const pause = second(0.44, 0.76);
const sounding = second(0.05, 0.35);
const db = (x: Float32Array) => 20 * Math.log10(rms(x) + 1e-9);

describe('allowedExcessDb', () => {
  it('is free at first, then falls from 20 dB to none', () => {
    const depths = { freeDb: 20, heldDb: 40 };
    expect([10, 20.001, 30, 40, 90].map((depth) => allowedExcessDb(depth, depths))).toEqual([
      Number.POSITIVE_INFINITY,
      expect.closeTo(20, 2),
      10,
      0,
      0,
    ]);
  });
});

describe.each([
  ['withBandDynamics', withBandDynamics],
  ['withOnsetDynamics', withOnsetDynamics],
])('%s', (_, hold) => {
  it('leaves pauses as quiet as they are, and what sounds as it is', () => {
    const changed = tone.map((x, i) => x + hiss[i]!);
    const { primary } = hold(part(tone), part(changed), RATE);
    expect(db(pause(changed))).toBeGreaterThan(-40);
    expect(db(pause(primary))).toBeLessThan(-90);
    expect(errorDb(sounding(primary), sounding(changed))).toBeLessThan(-60);
  });

  it('lets what is quiet in the content be as loud as it is there, whatever the level of all', () => {
    const soft = tone.map((x, i) => x + 0.03 * hiss[i]!);
    const changed = tone.map((x, i) => 4 * (x + hiss[i]!));
    const { primary, secondary } = hold(part(soft), part(changed, changed), RATE);
    const wantedDb = db(pause(soft)) + 12;
    expect(Math.abs(db(pause(primary)) - wantedDb)).toBeLessThan(4);
    expect(secondary).toEqual(primary);
  });

  it('changes nothing where the content has no pauses', () => {
    const steady = sine(300, 1, RATE, 0.3);
    const changed = noise(RATE, 0.2, 3);
    expect(errorDb(hold(part(steady), part(changed), RATE).primary, changed)).toBeLessThan(-100);
  });
});

describe('withBandDynamics', () => {
  it('holds every band by itself: a hum in a pause lets no hiss through', () => {
    const hum = sine(100, 1.2, RATE, 0.001);
    const content = tone.map((x, i) => x + (Math.abs(i / RATE - 0.6) < 0.2 ? 0 : hiss[i]!) + hum[i]!);
    const changed = content.map((x, i) => x + 0.02 * hiss[i]!);
    const high = (x: Float32Array) => pause(x).map((value, i, all) => value - (all[i - 1] ?? value));
    const { primary } = withBandDynamics(part(content), part(changed), RATE);
    expect(db(high(changed)) - db(high(content))).toBeGreaterThan(15);
    expect(db(high(primary)) - db(high(content))).toBeLessThan(3);
    expect(Math.abs(db(pause(primary)) - db(pause(content)))).toBeLessThan(3);
  });

  it('is the same wherever blocks end', () => {
    const long = Float32Array.from({ length: 3 * RATE }, (_, i) => tone[i % tone.length]!);
    const changed = long.map((x, i) => x + hiss[i % hiss.length]!);
    const { primary } = withBandDynamics(part(long), part(changed), RATE);
    const first = 1.2 * RATE;
    const [once, again] = [primary.subarray(first / 2, first), primary.subarray(1.5 * first, 2 * first)];
    expect(errorDb(again, once)).toBeLessThan(-25);
  });
});

describe('withOnsetDynamics', () => {
  it('lets nothing ring before an attack', () => {
    const attack = Math.round(0.8 * RATE);
    const changed = tone.map((x, i) => x + (i < attack && i > attack - 400 ? 5 * hiss[i]! : 0));
    const { primary } = withOnsetDynamics(part(tone), part(changed), RATE);
    const ahead = (x: Float32Array) => x.subarray(attack - 400, attack - 30);
    expect(db(ahead(changed))).toBeGreaterThan(-25);
    expect(db(ahead(primary))).toBeLessThan(-80);
  });
});
