import { randomNetwork } from './randomNetwork.js';
import type { SoundNetwork } from './soundNetwork.js';
import { ulyanovNetwork } from './ulyanovNetwork.js';

const NETWORKS = { random: randomNetwork, ulyanov: ulyanovNetwork } as const;

/** Names of the networks. */
export const SOUND_NETWORKS = Object.keys(NETWORKS) as readonly SoundNetworkName[];
/** One of `SOUND_NETWORKS`. */
export type SoundNetworkName = keyof typeof NETWORKS;

/** A network by its name. @param seed of random filters */
export async function soundNetwork(name: SoundNetworkName, seed: number): Promise<SoundNetwork> {
  return NETWORKS[name](seed);
}
