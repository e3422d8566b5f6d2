/** A tfjs model on disk: `model.json`, and its shards beside it, of which only what is needed is read. */
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { NstError } from '../errors.js';
import { type InputRules, readInputFile, withInputFile } from '../inputFile.js';
import { parseOutsideJson } from '../outsideJson.js';
import { shownText } from '../shownValue.js';
import { fileReader } from './safetensorsSource.js';
import type { UnreadTensor } from './tensors.js';
import {
  checkShards,
  decodeTfjsTensor,
  hwioToOihw,
  parseTfjsModel,
  piecesOf,
  type Shard,
  type ShardPiece,
  type TfjsTensor,
} from './tfjsLayers.js';
import { tfjsOrigin } from './tfjsManifest.js';

/** The list of layers and shards; that of a network of 1,000 layers takes a twentieth of this. */
const JSON_RULES: InputRules = { expected: 'a tfjs model.json', maxBytes: 2 ** 24 };
/** Read by pieces, so that it may be of any size. */
const SHARD_RULES: InputRules = { expected: 'weights of the tfjs model', maxBytes: Number.POSITIVE_INFINITY };

/**
 * Finds the tensors of a tfjs model. The shards are not read, but their sizes are compared with what the tensors take.
 *
 * @param path of `model.json`
 * @returns the tensors in the order of the file; kernels are [out, in, height, width]
 * @throws NST_BAD_INPUT when a shard is missing or unreadable
 * @throws NST_MODEL_BROKEN when this is no tfjs model, or the sizes do not match
 */
export async function openTfjsFile(path: string): Promise<ReadonlyMap<string, UnreadTensor>> {
  const tensors = new Map<string, UnreadTensor>();
  for (const group of parseTfjsModel(await readJson(path), path)) {
    const shards: Shard[] = [];
    for (const shard of group.paths) shards.push(await measureShard(path, shard));
    checkShards(group, shards, path);
    for (const tensor of group.tensors) tensors.set(tensor.name, unreadTensor(tensor, shards, dirname(path)));
  }
  return tensors;
}

async function readJson(path: string): Promise<unknown> {
  return parseOutsideJson(await readInputFile(path, JSON_RULES), z.unknown(), tfjsOrigin(path));
}

async function measureShard(model: string, shard: string): Promise<Shard> {
  // Shards lie beside model.json; a path that leads elsewhere is not one that tfjs writes.
  if (shard !== basename(shard)) {
    throw new NstError('NST_BAD_INPUT', `${model}: the shard "${shownText(shard)}" must be a file beside it`);
  }
  const path = join(dirname(model), shard);
  return { path: shard, sizeBytes: await withInputFile(path, SHARD_RULES, ({ sizeBytes }) => sizeBytes) };
}

function unreadTensor(tensor: TfjsTensor, shards: readonly Shard[], folder: string): UnreadTensor {
  const isKernel = tensor.shape.length === 4;
  const [height = 0, width = 0, inputs = 0, outputs = 0] = tensor.shape;
  return {
    shape: isKernel ? [outputs, inputs, height, width] : tensor.shape,
    read: async () => {
      const pieces: Uint8Array[] = [];
      for (const piece of piecesOf(tensor, shards)) pieces.push(await readPiece(piece, folder));
      const array = decodeTfjsTensor(tensor, pieces);
      return isKernel ? hwioToOihw(array) : array;
    },
  };
}

function readPiece({ path, begin, end }: ShardPiece, folder: string): Promise<Uint8Array> {
  const file = join(folder, path);
  return withInputFile(file, SHARD_RULES, ({ handle }) => fileReader(handle, file)(begin, end));
}
