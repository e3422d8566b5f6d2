import { PITCH_RANGE_HZ, type PitchCandidate } from './pitchCandidate.js';

/** States are 20 cents wide: candidates keep their own pitch. Mauch & Dixon (2014) have 10 cents. */
const STATES_PER_OCTAVE = 60;
const STATES = Math.ceil(STATES_PER_OCTAVE * Math.log2(PITCH_RANGE_HZ.high / PITCH_RANGE_HZ.low)) + 1;
/** How far a pitch glides from frame to frame, in states: 1.4 semitones in 12 ms, faster than vibrato. */
const REACH = 7;
/** Another note may begin anywhere. Mauch & Dixon let notes change through silence alone, which tied notes do not have. */
const JUMP = 1e-4;
/** From voiced to unvoiced and back (as published). */
const SWITCH = 0.01;
/**
 * What thresholds see no pitch under is shared out among the pitches that might have been: mere noise seldom has the same
 * candidate twice, while a voice that glides has a weak one in every frame.
 */
const UNSEEN_SHARE = 0.005;
/** Every state is possible. */
const FLOOR = 1e-8;

const stateOf = (pitchHz: number): number => {
  const state = Math.round(STATES_PER_OCTAVE * Math.log2(pitchHz / PITCH_RANGE_HZ.low));
  return Math.min(STATES - 1, Math.max(0, state));
};

/** Logarithms of the probabilities of a glide by 0 .. REACH states: a triangle. */
const GLIDES = Float64Array.from({ length: REACH + 1 }, (_, i) =>
  Math.log((REACH + 1 - i) / (REACH + 1) ** 2),
);
const [LOG_JUMP, LOG_SWITCH, LOG_STAY] = [Math.log(JUMP), Math.log(SWITCH), Math.log(1 - SWITCH)];

/**
 * The likeliest pitch of every frame, 0 where there is none, by a hidden Markov model with one state for every pitch, and one
 * for none, after Mauch & Dixon (2014), who have an unvoiced state for every pitch.
 *
 * @param candidates of every frame
 */
export function likeliestPath(candidates: readonly (readonly PitchCandidate[])[]): Float32Array {
  let scores: Float64Array = new Float64Array(STATES + 1).fill(-Math.log(STATES + 1));
  const origins = candidates.map((frame) => {
    const { scores: next, origin } = step(scores, observe(frame));
    scores = next;
    return origin;
  });
  const pitchHz = new Float32Array(candidates.length);
  let state = scores.reduce((best, score, i) => (score > scores[best]! ? i : best), 0);
  for (let t = candidates.length - 1; t >= 0; t--) {
    pitchHz[t] = state === STATES ? 0 : nearestPitch(candidates[t]!, state);
    state = origins[t]![state]!;
  }
  return pitchHz;
}

/** Logarithms of the probabilities of a frame's candidates by state; the last one is that of none. */
function observe(frame: readonly PitchCandidate[]): Float64Array {
  const observed = new Float64Array(STATES + 1).fill(FLOOR);
  let none = 1;
  for (const { pitchHz, probability } of frame) {
    const state = stateOf(pitchHz);
    observed[state] = observed[state]! + probability;
    none -= probability;
  }
  observed[STATES] = Math.max(FLOOR, UNSEEN_SHARE * none);
  return observed.map(Math.log);
}

/** One frame onward: the best score of every state, and the state that it came from. */
function step(before: Float64Array, observed: Float64Array): { scores: Float64Array; origin: Int16Array } {
  const none = before[STATES]!;
  let anyState = 0;
  for (let i = 1; i < STATES; i++) if (before[i]! > before[anyState]!) anyState = i;
  const onset = none + LOG_SWITCH - Math.log(STATES);
  const jump = before[anyState]! + LOG_STAY + LOG_JUMP;
  const scores = new Float64Array(STATES + 1);
  const origin = new Int16Array(STATES + 1);
  for (let state = 0; state < STATES; state++) {
    let [best, from] = onset > jump ? [onset, STATES] : [jump, anyState];
    const last = Math.min(STATES - 1, state + REACH);
    for (let i = Math.max(0, state - REACH); i <= last; i++) {
      const score = before[i]! + LOG_STAY + GLIDES[Math.abs(i - state)]!;
      if (score > best) [best, from] = [score, i];
    }
    scores[state] = best + observed[state]!;
    origin[state] = from;
  }
  const stop = before[anyState]! + LOG_SWITCH;
  const pause = none + LOG_STAY;
  scores[STATES] = Math.max(stop, pause) + observed[STATES]!;
  origin[STATES] = stop > pause ? anyState : STATES;
  return { scores, origin };
}

/** The candidate nearest to a state; where there is none the state's own pitch. */
function nearestPitch(frame: readonly PitchCandidate[], state: number): number {
  const near = frame.filter(({ pitchHz }) => Math.abs(stateOf(pitchHz) - state) <= 1);
  const best = near.reduce<PitchCandidate | undefined>(
    (a, b) => (a && a.probability >= b.probability ? a : b),
    undefined,
  );
  return best?.pitchHz ?? PITCH_RANGE_HZ.low * 2 ** (state / STATES_PER_OCTAVE);
}
