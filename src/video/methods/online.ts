import { colourStatistics, matchColours, OpenTransfer } from '../../image/index.js';
import { pickRows, valuesIn } from '../../shared/options/option.js';
import { mixPictures } from '../../shared/pictures/mix.js';
import { keepContrast } from '../keepContrast.js';
import { VIDEO_OPTIONS } from '../options.js';
import { type FilmMethod, SECOND_SHARE } from './method.js';

/** Weight of the temporal loss where the option says 1: the first that was tried, at 240 px. */
const TEMPORAL_WEIGHT = 20_000;
/**
 * Of the paint that was there before, in what an optimised frame becomes: the loss alone leaves 2.2 times the source's own change from frame to
 * frame, with this it is 1.3 times (6 frames of a time lapse at 160 px).
 */
const PAST_SHARE = 0.75;
/** Evaluations of the losses behind the first frame of a scene. */
const NEXT_ITERATIONS = 8;

/** Options that the transfer of pictures is told. */
const GIVEN = pickRows(VIDEO_OPTIONS, [
  'style',
  'styleBlend',
  'strength',
  'styleScale',
  'keepColors',
  'device',
  'threads',
  'preset',
  'seed',
  'modelFile',
  'cacheDir',
  'network',
]);

/**
 * Ruder, Dosovitskiy & Brox (GCPR 2016): each frame is optimised as a picture is, from the one before as it lies on it, and held to that.
 * Departures: what no frame before has shown begins with the frame itself in the result's colours; 8 evaluations in place of 1000, since the
 * start is good and L-BFGS is not begun from noise; the result is mixed with the one before, as far as that is trusted.
 */
export const ONLINE: FilmMethod = {
  reach: [1, 2, 4],
  open: async (options, size, reporter) => {
    const { content, temporal = 1, iterations = NEXT_ITERATIONS } = options;
    const transfer = await OpenTransfer.open(
      { ...valuesIn(GIVEN, options), content, reporter },
      { size, temporalWeight: temporal * TEMPORAL_WEIGHT },
    );
    const pastShare = 1 - (1 - PAST_SHARE) ** temporal;
    return {
      device: transfer.device,
      style: async ({ frame, past, earlier, signal }) => {
        // The last frame of a scene, with which a second pass begins, is as good as it gets.
        if (earlier && !past) return earlier;
        const hooks = { reporter: QUIET, signal };
        const share = earlier ? SECOND_SHARE : 1;
        const next = past && {
          past,
          iterations,
          init: mixPictures(
            earlier ?? matchColours(frame, colourStatistics(past.carried)),
            past.carried,
            past.trust.map((trust) => share * trust),
          ),
        };
        const { picture, ended } = await transfer.run({ content: frame, ...next }, hooks);
        if (ended === 'stopped') return undefined;
        if (!past) return picture;
        const ofPast = earlier ? SECOND_SHARE : pastShare;
        const trust = past.trust.map((value) => ofPast * value);
        return keepContrast(mixPictures(picture, past.carried, trust), picture);
      },
      close: () => transfer.close(),
    };
  },
};

/** Frames are steps of a film: what goes on inside of them is not told. */
const QUIET = { stage() {}, step() {}, warn() {} };
