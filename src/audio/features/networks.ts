import type { SoundNetworkName } from './networkNames.js';
import { randomNetwork } from './randomNetwork.js';
import type { SoundNetwork } from './soundNetwork.js';
import { trainedNetwork } from './trainedNetwork.js';
import { ulyanovNetwork } from './ulyanovNetwork.js';

const NETWORKS: Readonly<Record<SoundNetworkName, (seed: number) => SoundNetwork | Promise<SoundNetwork>>> = {
  audio: trainedNetwork,
  random: randomNetwork,
  ulyanov: ulyanovNetwork,
};

/**
 * A network by its name.
 *
 * @param seed of random filters
 * @throws NstError NST_MODEL_MISSING or NST_MODEL_BROKEN if the trained one's weights are not as they were shipped
 */
export async function soundNetwork(name: SoundNetworkName, seed: number): Promise<SoundNetwork> {
  return NETWORKS[name](seed);
}
