import { z } from 'zod';
import { SAMPLE_RATES_HZ } from '../sound.js';
import type { StyleFacts } from './encodeStyle.js';

const count = z.int().min(1);

/** The facts of a saved style, as they must be to be used. */
export const STYLE_FACTS: z.ZodType<StyleFacts> = z.object({
  key: z.object({
    network: z.string(),
    weights: z.string(),
    seed: z.int(),
    sampleRateHz: count,
    fftSize: count,
    hopSize: count,
    windowSize: count,
    longestPieceS: z.number().positive(),
    layers: z.string(),
  }),
  digest: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits'),
  loudnessLufs: z.number(),
  spectrumRateHz: z.number().min(SAMPLE_RATES_HZ.min).max(SAMPLE_RATES_HZ.max),
});
