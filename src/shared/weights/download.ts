/**
 * Fetches the tensors of a network out of a published safetensors file: the header first, then only the ranges
 * of the tensors that are needed (80 of the 575 MB of VGG-19), or the whole file where the server knows no
 * ranges or the caller wants its digest checked. What has arrived stays on disk until it is complete, so an
 * interrupted download goes on where it stopped.
 */
import { createHash } from 'node:crypto';
import { NstError } from '../errors.js';
import { type SourceCheck, unwritable } from './cache.js';
import { checkShapes, checkValues } from './checkTensors.js';
import type { WeightSource } from './manifest.js';
import { PartialFile, removePartialFiles } from './partialFile.js';
import {
  fetchHeader,
  fetchSpans,
  fetchWhole,
  type RemoteHeader,
  type TransferOptions,
} from './remoteFile.js';
import type { SafetensorsHeader } from './safetensorsHeader.js';
import { type ReadBytes, readHeader, readTensors } from './safetensorsSource.js';
import { joinSpans, placeInSpans, type Span } from './spans.js';
import type { TensorShapes, Weights } from './tensors.js';
import { TransferError } from './transferError.js';
import { openWebClient, type ProxySettings, shownProxies } from './webRequest.js';

/** Unneeded bytes between two tensors that are cheaper to fetch than another request. */
const GAP_BYTES = 1_000_000;
/** Waits before further attempts. */
const DELAYS_MS: readonly number[] = [500, 1000, 2000, 4000, 8000, 16_000];
/** Longest silence of a server. */
const STALL_MS = 60_000;
/** No network here comes near it. */
const MAX_FILE_BYTES = 4 * 2 ** 30;

/** How to download. */
export interface DownloadOptions extends Partial<Omit<TransferOptions, 'ask'>> {
  /** Proxies to go by way of. */
  readonly proxies?: ProxySettings;
  /** Fetch all of the file and check its published digest, though only a part is needed. */
  readonly whole?: boolean;
}

/** What a download has brought. */
export interface Download {
  readonly weights: Weights;
  /** SHA-256 of the whole source file: computed, or by the server's word; null when neither is known. */
  readonly sourceSha256: string | null;
  /**
   * `content`: the whole file was read and has the published digest. `server`: only a part was read; the server
   * says that it belongs to a file of that digest. `unknown`: there was nothing to check against.
   */
  readonly sourceCheck: SourceCheck;
}

/**
 * Downloads the tensors that a network expects.
 *
 * @param network names partial files and messages
 * @param source address and published digest
 * @param expected names and shapes of the tensors
 * @param folder where unfinished downloads are kept; it must exist
 * @throws NST_MODEL_MISSING when the server cannot be reached or refuses
 * @throws NST_MODEL_BROKEN when the file is not what was published
 * @throws NST_BAD_OUTPUT when the folder cannot be written
 * @throws NST_ABORTED
 */
export async function downloadTensors(
  network: string,
  source: WeightSource,
  expected: TensorShapes,
  folder: string,
  options: DownloadOptions = {},
): Promise<Download> {
  const { proxies = {}, whole = false, ...given } = options;
  const { ask, close } = await openWebClient(proxies);
  const defaults = { delaysMs: DELAYS_MS, stallMs: STALL_MS, maxFileBytes: MAX_FILE_BYTES };
  const task: Task = {
    network,
    source,
    expected,
    folder,
    proxies,
    transfer: { ...defaults, ...given, ask },
  };
  const { transfer } = task;
  try {
    const remote = await fetchHeader(source.url, transfer);
    const download =
      remote === undefined ? await downloadPlainly(task) : await downloadRanges(task, remote, whole);
    await removePartialFiles(folder, network);
    return download;
  } catch (error) {
    throw explain(error, task);
  } finally {
    await close();
  }
}

interface Task {
  readonly network: string;
  readonly source: WeightSource;
  readonly expected: TensorShapes;
  readonly folder: string;
  readonly proxies: ProxySettings;
  readonly transfer: TransferOptions;
}

async function downloadRanges(task: Task, remote: RemoteHeader, whole: boolean): Promise<Download> {
  const { network, source, expected, folder, transfer } = task;
  const { header, fileBytes, linkedSha256 } = remote;
  if (linkedSha256 !== undefined) checkDigest(linkedSha256, source);
  checkShapes(shapesOf(header), expected, source.url);
  const needed = header.entries.filter(({ name }) => expected.has(name));
  const spans = whole ? [{ begin: 0, end: fileBytes }] : joinSpans(needed, GAP_BYTES);
  const file = await PartialFile.open(folder, network, keyOf(remote, spans));
  return keepUnlessDone(file, async () => {
    await fetchSpans(source.url, remote, spans, file, transfer);
    const provenance = whole ? await checkContent(file, source) : serverProvenance(linkedSha256, source);
    const read: ReadBytes = (begin, end) => {
      const offset = placeInSpans(spans, begin);
      return file.read(offset, offset + end - begin);
    };
    return { ...provenance, weights: await readExpected(header, expected, read, source.url) };
  });
}

async function downloadPlainly({ network, source, expected, folder, transfer }: Task): Promise<Download> {
  const file = await PartialFile.open(folder, network);
  try {
    await fetchWhole(source.url, file, transfer);
    const provenance = await checkContent(file, source);
    const header = await readHeader(file.read, file.bytes, source.url);
    checkShapes(shapesOf(header), expected, source.url);
    return { ...provenance, weights: await readExpected(header, expected, file.read, source.url) };
  } finally {
    await file.discard();
  }
}

/** What has arrived is worth keeping for the next run, unless it is complete or wrong. */
async function keepUnlessDone<T>(file: PartialFile, work: () => Promise<T>): Promise<T> {
  try {
    const result = await work();
    await file.discard();
    return result;
  } catch (error) {
    const broken = error instanceof NstError && error.code === 'NST_MODEL_BROKEN';
    await (broken ? file.discard() : file.keep());
    throw error;
  }
}

/** Partial files are told apart by everything that settles their bytes. */
function keyOf(
  { headerBytes, fileBytes, linkedSha256, version }: RemoteHeader,
  spans: readonly Span[],
): string {
  const plan = JSON.stringify([fileBytes, linkedSha256, version, spans]);
  return createHash('sha256').update(headerBytes).update(plan).digest('hex').slice(0, 16);
}

function shapesOf(header: SafetensorsHeader): TensorShapes {
  return new Map(header.entries.map(({ name, shape }) => [name, shape] as const));
}

async function readExpected(
  header: SafetensorsHeader,
  expected: TensorShapes,
  read: ReadBytes,
  url: string,
): Promise<Weights> {
  const weights = await readTensors(header, new Set(expected.keys()), read, url);
  checkValues(weights, url);
  return weights;
}

function checkDigest(actual: string, { sha256, url }: WeightSource): void {
  if (sha256 === null || actual === sha256) return;
  throw new NstError(
    'NST_MODEL_BROKEN',
    `${url}: expected SHA-256 ${sha256}, found ${actual}; nothing was kept`,
  );
}

type Provenance = Pick<Download, 'sourceSha256' | 'sourceCheck'>;

async function checkContent(file: PartialFile, source: WeightSource): Promise<Provenance> {
  const sourceSha256 = await file.sha256();
  checkDigest(sourceSha256, source);
  return { sourceSha256, sourceCheck: source.sha256 === null ? 'unknown' : 'content' };
}

function serverProvenance(linkedSha256: string | undefined, { sha256 }: WeightSource): Provenance {
  const checked = linkedSha256 !== undefined && sha256 !== null;
  return { sourceSha256: linkedSha256 ?? null, sourceCheck: checked ? 'server' : 'unknown' };
}

function explain(error: unknown, { network, source, folder, proxies }: Task): unknown {
  if (error instanceof TransferError) {
    const advice = `run it again to go on, or get the file another way and run "nst models import ${network} FILE"`;
    const way = shownProxies(proxies);
    const by = way === '' ? '' : ` by way of ${way}`;
    const problem = `cannot download ${source.url}${by}: ${error.message}; ${advice}`;
    return new NstError('NST_MODEL_MISSING', problem, { cause: error });
  }
  const fromSystem = error instanceof Error && 'syscall' in error;
  return fromSystem ? unwritable(folder, error) : error;
}
