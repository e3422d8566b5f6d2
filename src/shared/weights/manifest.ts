/** The list of networks whose weights nst knows: `models/manifest.json` in the package. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { NstError } from '../errors.js';
import { parseOutsideJson } from '../outsideJson.js';
import { NORMALISATIONS, type Normalisation } from './normalisations.js';
import { SHA256, SHAPE } from './tensorSchema.js';
import { sizeOf, type TensorShapes } from './tensors.js';

/** A file of weights that comes with the package. */
export interface ShippedFile {
  /** Name inside the `models` folder. */
  readonly file: string;
  readonly sha256: string;
}

/** A published safetensors file. */
export interface WeightSource {
  readonly url: string;
  /** Of the whole file, as its publisher states it; null where nobody does. */
  readonly sha256: string | null;
}

/** What is known of one network's weights. */
export interface ManifestEntry {
  readonly name: string;
  readonly description: string;
  readonly licence: string;
  /** A page that says where the weights come from. */
  readonly origin: string;
  readonly shipped: ShippedFile | null;
  readonly source: WeightSource | null;
  /** What pictures the published weights want; null where the network's own code settles it. */
  readonly normalisation: Normalisation | null;
  /** Expected tensors in the order of the layers; null for a shipped network, whose digest says it all. */
  readonly tensors: TensorShapes | null;
  /** SHA-256 of the file that `pull` leaves in the cache; null until somebody has measured it. */
  readonly cachedSha256: string | null;
}

/** Every network by name. */
export type Manifest = ReadonlyMap<string, ManifestEntry>;

/** The folder of the package's own weights. */
export const MODELS_FOLDER = fileURLToPath(new URL('../../../models/', import.meta.url));

/**
 * Reads the package's manifest.
 *
 * @throws NST_MODEL_BROKEN when the installation is damaged
 */
export async function readManifest(file = `${MODELS_FOLDER}manifest.json`): Promise<Manifest> {
  const origin = { name: file, code: 'NST_MODEL_BROKEN', advice: 'install nst again' } as const;
  const text = await readFile(file).catch((cause: unknown) => {
    throw new NstError(origin.code, `${file}: no readable list of networks; ${origin.advice}`, { cause });
  });
  return parseManifest(parseOutsideJson(text, MANIFEST, origin));
}

/**
 * The entry of a network.
 *
 * @throws NST_BAD_OPTION when there is no such network
 */
export function findEntry(manifest: Manifest, name: string): ManifestEntry {
  const entry = manifest.get(name);
  if (entry !== undefined) return entry;
  const known = [...manifest.keys()].join(', ');
  throw new NstError('NST_BAD_OPTION', `network: expected one of ${known}, found "${name}"`);
}

/** Bytes of the tensors as float32. */
export function tensorBytes(tensors: TensorShapes): number {
  let count = 0;
  for (const shape of tensors.values()) count += sizeOf(shape);
  return 4 * count;
}

const ENTRY = z.object({
  description: z.string(),
  licence: z.string(),
  origin: z.string(),
  shipped: z.object({ file: z.string(), sha256: SHA256 }).nullable().default(null),
  source: z.object({ url: z.url(), sha256: SHA256.nullable() }).nullable().default(null),
  normalisation: z.enum(NORMALISATIONS).nullable().default(null),
  tensors: z.record(z.string(), SHAPE).optional(),
  cachedSha256: SHA256.nullable().default(null),
});
/** The JSON form: what is not given is null, and the name is the key. */
const MANIFEST = z.object({ networks: z.record(z.string(), ENTRY) });

function parseManifest({ networks }: z.infer<typeof MANIFEST>): Manifest {
  return new Map(
    Object.entries(networks).map(([name, { tensors, ...entry }]) => [
      name,
      { ...entry, name, tensors: tensors ? new Map(Object.entries(tensors)) : null },
    ]),
  );
}
