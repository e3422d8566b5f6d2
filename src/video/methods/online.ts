import { colourStatistics, matchColours, OpenTransfer } from '../../image/index.js';
import { mixPictures } from '../../shared/pictures/mix.js';
import type { FilmMethod } from './method.js';

/** Weight of the temporal loss where the option says 1: the first that was tried, at 240 px. */
const TEMPORAL_WEIGHT = 20_000;
/** Evaluations of the losses behind the first frame of a scene. */
const NEXT_ITERATIONS = 8;

/**
 * Ruder, Dosovitskiy & Brox (GCPR 2016): each frame is optimised as a picture is, from the one before as it lies on it, and held to that. Departures:
 * what no frame before has shown begins with the frame itself in the result's colours; 8 evaluations in place of 1000, since the start is good and
 * L-BFGS is not begun from noise.
 */
export const ONLINE: FilmMethod = {
  reach: [1, 2, 4],
  open: async (options, size, reporter) => {
    const { content, style, styleBlend, strength, styleScale, keepColors, device, threads, preset, seed } =
      options;
    const { temporal = 1, iterations = NEXT_ITERATIONS, modelFile, cacheDir, network } = options;
    const given = { style, styleBlend, strength, styleScale, keepColors, device, threads, preset, seed };
    const known = Object.fromEntries(
      Object.entries({ ...given, modelFile, cacheDir, network }).filter(([, value]) => value !== undefined),
    );
    const transfer = await OpenTransfer.open(
      { ...known, content, reporter },
      { size, temporalWeight: temporal * TEMPORAL_WEIGHT },
    );
    return {
      device: transfer.device,
      style: async ({ frame, past, signal }) => {
        const hooks = { reporter: QUIET, signal };
        const next = past && {
          past,
          iterations,
          init: mixPictures(matchColours(frame, colourStatistics(past.carried)), past.carried, past.trust),
        };
        const { picture, ended } = await transfer.run({ content: frame, ...next }, hooks);
        return ended === 'stopped' ? undefined : picture;
      },
      close: () => transfer.close(),
    };
  },
};

/** Frames are steps of a film: what goes on inside of them is not told. */
const QUIET = { stage() {}, step() {}, warn() {} };
