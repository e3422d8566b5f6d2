/** Mel bands whose levels are matched, and in which gains are set. */
export const MOMENT_BANDS = 40;
/** Added to the power of bands before the logarithm: what lies 80 dB below a full-scale sine does not count. */
export const BAND_FLOOR = 1e-8;
/** The same where gains are decided: what lies 70 dB below is hardly heard, and lifting it would lift hiss. */
export const GAIN_FLOOR = 1e-7;
