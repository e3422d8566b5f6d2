/** Names of the networks for sound; what they are is in networks.ts. */
export const SOUND_NETWORKS = ['audio', 'random', 'ulyanov'] as const;
/** One of `SOUND_NETWORKS`. */
export type SoundNetworkName = (typeof SOUND_NETWORKS)[number];
