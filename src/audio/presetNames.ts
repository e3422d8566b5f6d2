/** Names of the presets; what they are is in presets.ts. */
export const PRESET_NAMES = ['default', 'fast', 'best', 'speech', 'music', 'verma2018', 'ulyanov'] as const;
/** One of `PRESET_NAMES`. */
export type PresetName = (typeof PRESET_NAMES)[number];
