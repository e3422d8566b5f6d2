import type { Rng } from '../../src/shared/rng.js';
import type { NoiseName } from './classes.js';

/** A noise of random character. @returns `length` samples at `rateHz`, of any level */
type Noise = (rng: Rng, length: number, rateHz: number) => Float32Array;

const TURN = 2 * Math.PI;
const between = (rng: Rng, low: number, high: number) => low + (high - low) * rng.uniform();
/** Even on a logarithmic scale. */
const betweenLog = (rng: Rng, low: number, high: number) => low * (high / low) ** rng.uniform();

/** White noise through a one-pole low pass. @param share of each new sample, 1 is white */
function lowPassed(rng: Rng, length: number, share: number): Float32Array {
  let state = 0;
  return Float32Array.from({ length }, () => {
    state += share * (rng.normal() - state);
    return state;
  });
}

/** White noise through a two-pole resonance whose frequency may move. */
function resonant(
  rng: Rng,
  length: number,
  rateHz: number,
  hz: (s: number) => number,
  width: number,
): Float32Array {
  let [last, before] = [0, 0];
  const radius = Math.exp((-Math.PI * width) / rateHz);
  return Float32Array.from({ length }, (_, i) => {
    const next =
      rng.normal() + 2 * radius * Math.cos((TURN * hz(i / rateHz)) / rateHz) * last - radius ** 2 * before;
    [last, before] = [next, last];
    return next * (1 - radius);
  });
}

/** Adds short bursts of noise or tone at random times. */
function strew(
  rng: Rng,
  samples: Float32Array,
  rate: number,
  burst: () => { readonly level: number; readonly decay: number; readonly turn: number },
): Float32Array {
  for (let start = 0; start < samples.length; start++) {
    if (rng.uniform() > rate) continue;
    const { level, decay, turn } = burst();
    let now = level;
    for (let i = 0; start + i < samples.length && now > 1e-3 * level; i++) {
      const shape = turn === 0 ? rng.normal() : Math.sin(turn * i);
      samples[start + i] = samples[start + i]! + now * shape;
      now *= decay;
    }
  }
  return samples;
}

const hiss: Noise = (rng, length) => lowPassed(rng, length, betweenLog(rng, 0.25, 1));
const rumble: Noise = (rng, length) => lowPassed(rng, length, betweenLog(rng, 0.004, 0.03));

const rain: Noise = (rng, length, rateHz) => {
  const bed = rng.normals(length, between(rng, 0.05, 0.3));
  const hz = betweenLog(rng, 1500, 6000);
  return strew(rng, bed, betweenLog(rng, 0.004, 0.05), () => ({
    level: between(rng, 0.2, 1),
    decay: between(rng, 0.93, 0.985),
    turn: (TURN * hz * between(rng, 0.7, 1.4)) / rateHz,
  }));
};

const fire: Noise = (rng, length) => {
  const rumbling = lowPassed(rng, length, 0.02);
  const bed = rumbling.map((x) => 0.3 * x + 0.003 * rng.normal());
  return strew(rng, bed, betweenLog(rng, 0.0004, 0.003), () => ({
    level: 0.1 * Math.exp(1.2 * rng.normal()),
    decay: between(rng, 0.9, 0.98),
    turn: 0,
  }));
};

const wind: Noise = (rng, length, rateHz) => {
  const [hz, depth, gustHz, phase] = [
    betweenLog(rng, 250, 1200),
    between(rng, 0.2, 0.6),
    between(rng, 0.2, 0.9),
    TURN * rng.uniform(),
  ];
  const gust = (s: number) => Math.sin(TURN * gustHz * s + phase);
  const tone = resonant(rng, length, rateHz, (s) => hz * (1 + depth * gust(s)), betweenLog(rng, 40, 250));
  return tone.map((x, i) => x * (1.2 + gust(i / rateHz)));
};

const waves: Noise = (rng, length, rateHz) => {
  const [swellHz, phase, brightness] = [
    between(rng, 0.25, 0.7),
    TURN * rng.uniform(),
    between(rng, 0.05, 0.3),
  ];
  const low = lowPassed(rng, length, 0.06);
  return low.map((x, i) => {
    const swell = 0.55 + 0.45 * Math.sin((TURN * swellHz * i) / rateHz + phase);
    return swell * (x + brightness * swell * rng.normal());
  });
};

const hum: Noise = (rng, length, rateHz) => {
  const hz = (rng.uniform() < 0.5 ? 50 : 60) * (1 + rng.integer(2)) * between(rng, 0.98, 1.02);
  const partials = Array.from({ length: 12 }, (_, i) => ({
    level: Math.exp(0.8 * rng.normal()) / (i + 1),
    turn: (TURN * hz * (i + 1)) / rateHz,
    phase: TURN * rng.uniform(),
  }));
  const hissing = betweenLog(rng, 0.002, 0.05);
  return Float32Array.from({ length }, (_, i) =>
    partials.reduce(
      (sum, { level, turn, phase }) => sum + level * Math.sin(turn * i + phase),
      hissing * rng.normal(),
    ),
  );
};

const ticking: Noise = (rng, length, rateHz) => {
  const [every, decay, turn] = [
    Math.round(rateHz * between(rng, 0.08, 0.4)),
    between(rng, 0.97, 0.993),
    (TURN * betweenLog(rng, 800, 5000)) / rateHz,
  ];
  return Float32Array.from({ length }, (_, i) => {
    const since = i % every;
    return decay ** since * (Math.sin(turn * since) + 0.5 * rng.normal()) + 0.001 * rng.normal();
  });
};

/** Every kind of noise. */
export const NOISES: Readonly<Record<NoiseName, Noise>> = {
  hiss,
  rumble,
  rain,
  fire,
  wind,
  waves,
  hum,
  ticking,
};
