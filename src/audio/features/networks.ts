import { randomNetwork } from './randomNetwork.js';
import type { SoundNetwork } from './soundNetwork.js';
import { trainedNetwork } from './trainedNetwork.js';
import { ulyanovNetwork } from './ulyanovNetwork.js';

const NETWORKS = { audio: trainedNetwork, random: randomNetwork, ulyanov: ulyanovNetwork } as const;

/** Names of the networks. */
export const SOUND_NETWORKS = Object.keys(NETWORKS) as readonly SoundNetworkName[];
/** One of `SOUND_NETWORKS`. */
export type SoundNetworkName = keyof typeof NETWORKS;

/**
 * A network by its name.
 *
 * @param seed of random filters
 * @throws NstError NST_MODEL_MISSING or NST_MODEL_BROKEN if the trained one's weights are not as they were shipped
 */
export async function soundNetwork(name: SoundNetworkName, seed: number): Promise<SoundNetwork> {
  return NETWORKS[name](seed);
}
