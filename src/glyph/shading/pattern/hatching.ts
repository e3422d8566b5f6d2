import { lumaPlane } from '../../../shared/pictures/luma.js';
import { type Premultiplied, RGBA } from '../../../shared/pictures/premultiplied.js';
import type { Sites } from '../sites.js';
import { type Cell, cellAt, foldCell, type PhaseMap, patternMap } from './cell.js';
import { departures, type Inside, insideOf } from './inside.js';
import type { Pattern } from './pattern.js';
import { shareByDepth, sharesOn } from './shareByDepth.js';
import { drift, localTurns, meanTurn, partsBeside, periodOfWave, roughWave, straightTurns } from './wave.js';

/** The inside must have so many pixels, in squared radii, to have a pattern. */
const LEAST_AREA = 4;
/** Over so many periods the phase is a mean. */
const PHASE_PERIODS = 0.8;
/** Times that the wave is made to run as its phases do. */
const ROUNDS = 3;
/** Share of the variation inside that a pattern has to explain. */
const LEAST_EXPLAINED = 0.5;

/** Share of the variation inside that a cell explains. */
function explained(colours: Float32Array, { pixels }: Inside, cell: Cell, turns: Float32Array): number {
  const colour = new Float64Array(RGBA);
  let [left, all] = [0, 0];
  for (const i of pixels) {
    cellAt(cell, turns[i]!, 0, colour);
    for (let k = 0; k < RGBA; k++) {
      all += colours[i * RGBA + k]! ** 2;
      left += (colours[i * RGBA + k]! - colour[k]!) ** 2;
    }
  }
  return 1 - left / Math.max(1e-9, all);
}

/**
 * Lines that run one way across the inside of a shape, evenly spaced: hatching, stripes, corduroy. In the example each line is where it
 * is; laid on another shape they are straight, with the mean direction and period.
 *
 * @returns `undefined` if there are none, or they explain too little
 */
export function findHatching(picture: Premultiplied, sites: Sites): Pattern | undefined {
  const inside = insideOf(picture, sites);
  const { pixels } = inside;
  if (pixels.length < LEAST_AREA * sites.radiusPx ** 2) return undefined;
  const { width } = picture;
  const luma = lumaPlane(picture.rgba, RGBA);
  let wave = roughWave(luma, inside);
  if (!wave) return undefined;
  const radiusPx = Math.max(2, PHASE_PERIODS * periodOfWave(wave));
  const grain = departures(luma, inside, radiusPx);
  for (let round = 0; round < ROUNDS; round++) {
    const beside = drift(partsBeside(grain, wave, inside, radiusPx), inside);
    wave = { across: wave.across + beside.across, down: wave.down + beside.down };
  }
  const turns = localTurns(wave, partsBeside(grain, wave, inside, radiusPx), width);
  const colours = new Float32Array(picture.rgba.length);
  for (let k = 0; k < RGBA; k++) {
    const channel = luma.map((_, i) => picture.rgba[i * RGBA + k]!);
    for (const [i, value] of departures(channel, inside, radiusPx).entries()) colours[i * RGBA + k] = value;
  }
  const row = new Float32Array(turns.length);
  const within = turns.map((value, i) => (inside.mask.data[i] ? value : Number.NaN));
  const periodPx = periodOfWave(wave);
  const cell = foldCell(colours, { turns: within, row, share: row }, 1, periodPx);
  if (explained(colours, inside, cell, turns) < LEAST_EXPLAINED) return undefined;
  const byDepth = shareByDepth(picture, sites, cell, turns);
  const from = meanTurn(turns, pixels, straightTurns(wave, 0, sites));
  const straight = wave;
  return {
    cell,
    periodPx,
    example: patternMap(cell, { turns, row, share: sharesOn(byDepth, sites) }),
    layOn: (target): PhaseMap => ({
      turns: straightTurns(straight, from, target),
      row: new Float32Array(target.distance.data.length),
      share: sharesOn(byDepth, target),
    }),
  };
}
