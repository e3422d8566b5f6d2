import { OpenNet } from '../../image/index.js';
import { pickRows, valuesIn } from '../../shared/options/option.js';
import { mixPictures } from '../../shared/pictures/mix.js';
import { keepContrast } from '../keepContrast.js';
import { VIDEO_OPTIONS } from '../options.js';
import { type FilmMethod, SECOND_SHARE } from './method.js';

/**
 * Of the picture that was there before, where it is trusted entirely: all of it would be warped again and again, and never renewed. A pan, a zoom, a
 * moving shape and a time lapse change as much with 0.95 and with 0.99.
 */
const PAST_SHARE = 0.97;

/** Options that the net is told. */
const GIVEN = pickRows(VIDEO_OPTIONS, [
  'style',
  'styleBlend',
  'model',
  'strength',
  'styleScale',
  'keepColors',
  'device',
  'threads',
]);

/**
 * One forward pass of a trained net a frame. What it makes of a thing changes with every little change, so the result is mixed with the one
 * before as it lies on this frame.
 */
export const NET: FilmMethod = {
  reach: [1],
  open: async (options, { width, height }, reporter) => {
    const { temporal = 1 } = options;
    const given = valuesIn(GIVEN, options);
    const net = await OpenNet.open({ ...given, size: Math.max(width, height), reporter }, () => 1);
    const pastShare = 1 - (1 - PAST_SHARE) ** temporal;
    return {
      device: net.device,
      style: async ({ frame, past, earlier }) => {
        const result = earlier ?? (await net.apply(frame));
        if (!past || temporal === 0) return result;
        const share = earlier ? SECOND_SHARE : pastShare;
        const trust = past.trust.map((value) => share * value);
        return keepContrast(mixPictures(result, past.carried, trust), result);
      },
      close: () => net.close(),
    };
  },
};
