import type { ManifestEntry } from '../../src/shared/weights/manifest.js';
import type { ModelStore } from '../../src/shared/weights/store.js';
import { TINY_SHAPES } from './tinyNetwork.js';

/** What is known of the small network: published at an address, by a digest or without one. */
export function tinyEntry(changes: Partial<ManifestEntry> = {}): ManifestEntry {
  return {
    name: 'tiny',
    description: 'three convolutions',
    licence: 'MIT',
    origin: 'https://example.org/tiny',
    shipped: null,
    source: null,
    normalisation: 'torchvision',
    tensors: TINY_SHAPES,
    cachedSha256: null,
    ...changes,
  };
}

/** A store of these networks. */
export function storeOf(cacheFolder: string, ...entries: ManifestEntry[]): ModelStore {
  return { cacheFolder, manifest: new Map(entries.map((entry) => [entry.name, entry])) };
}
