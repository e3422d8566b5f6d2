/**
 * The head of a safetensors file: 8 bytes of little-endian length, then JSON that gives every tensor's dtype,
 * shape and byte range, then the data. Format: https://github.com/huggingface/safetensors#format
 */
import { z } from 'zod';
import { NstError } from '../errors.js';
import { checkOutsideJson, type JsonOrigin, parseOutsideJson } from '../outsideJson.js';
import { shownText } from '../shownValue.js';
import { DTYPE_BYTES, LENGTH_BYTES, METADATA_NAME } from './safetensorsFormat.js';
import { RECORD, SHAPE } from './tensorSchema.js';
import { MAX_TENSORS, sizeOf } from './tensors.js';

/**
 * Longest header that is read. A tensor takes about 100 bytes of it, so this is room for more than `MAX_TENSORS`; the
 * reference implementation's 100 MB would become 2 GB of objects.
 */
const MAX_HEADER_BYTES = 2 ** 24;

/** One tensor of a safetensors file. */
export interface SafetensorsEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** First byte of the data, counted from the start of the file. */
  readonly begin: number;
  /** One past the last byte of the data, counted from the start of the file. */
  readonly end: number;
}

/** What a safetensors file holds and where. */
export interface SafetensorsHeader {
  /** Where the data begin: 8 + the length of the JSON. */
  readonly dataOffset: number;
  readonly metadata: ReadonlyMap<string, string>;
  /** In the order of their data; the ranges fill the file without a gap. */
  readonly entries: readonly SafetensorsEntry[];
}

/**
 * The number of bytes up to where the data begin.
 *
 * @param bytes at least the first 8 bytes of the file
 * @param name what to call the file in errors
 * @param fileBytes size of the whole file
 * @throws NST_MODEL_BROKEN when the length cannot be true
 */
export function safetensorsDataOffset(bytes: Uint8Array, name: string, fileBytes: number): number {
  if (bytes.length < LENGTH_BYTES) broken(name, `expected at least 8 bytes, found ${bytes.length}`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  const limit = Math.min(MAX_HEADER_BYTES, fileBytes - LENGTH_BYTES);
  if (length > BigInt(limit))
    broken(name, `the header claims ${length} bytes, at most ${limit} are possible`);
  return LENGTH_BYTES + Number(length);
}

/**
 * Reads and checks a header: every range must match its dtype and shape, and together the ranges must fill
 * the rest of the file with no overlap and no gap.
 *
 * @param bytes the file, or its beginning up to where the data begin
 * @param name what to call the file in errors
 * @param fileBytes size of the whole file, when `bytes` is only the beginning
 * @throws NST_MODEL_BROKEN when anything does not fit
 */
export function parseSafetensorsHeader(
  bytes: Uint8Array,
  name: string,
  fileBytes = bytes.length,
): SafetensorsHeader {
  const dataOffset = safetensorsDataOffset(bytes, name, fileBytes);
  if (bytes.length < dataOffset)
    broken(name, `the header is cut off after ${bytes.length} of ${dataOffset} bytes`);
  const header = parseHeader(bytes.subarray(LENGTH_BYTES, dataOffset), name);
  const entries: SafetensorsEntry[] = [];
  let metadata: ReadonlyMap<string, string> = new Map();
  for (const [key, value] of Object.entries(header)) {
    if (key === METADATA_NAME) metadata = parseMetadata(value, name);
    else entries.push(parseEntry(key, value, dataOffset, name));
  }
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkLayout(entries, dataOffset, fileBytes, name);
  return { dataOffset, metadata, entries };
}

const TEXT = z.string();
const COUNT = z.int().min(0);
const ENTRY = z.object({
  dtype: z.string(),
  shape: SHAPE,
  data_offsets: z.tuple([COUNT, COUNT]),
});

function parseHeader(bytes: Uint8Array, file: string): Readonly<Record<string, unknown>> {
  const header = parseOutsideJson(bytes, RECORD, originOf(file, 'header'));
  const count = Object.keys(header).length;
  if (count > MAX_TENSORS) broken(file, `expected at most ${MAX_TENSORS} tensors, found ${count}`);
  return header;
}

function parseMetadata(value: unknown, file: string): ReadonlyMap<string, string> {
  const texts = Object.entries(checkOutsideJson(value, RECORD, originOf(file, METADATA_NAME)));
  return new Map(
    texts.map(([key, text]) => {
      const where = `${METADATA_NAME} "${shownText(key)}"`;
      return [key, checkOutsideJson(text, TEXT, originOf(file, where))];
    }),
  );
}

function parseEntry(tensor: string, value: unknown, dataOffset: number, file: string): SafetensorsEntry {
  const where = `tensor "${shownText(tensor)}"`;
  const { dtype, shape, data_offsets } = checkOutsideJson(value, ENTRY, originOf(file, where));
  const [begin, end] = data_offsets;
  if (end < begin) broken(file, `${where} has the data_offsets [${data_offsets}]`);
  const bytesPerElement = DTYPE_BYTES.get(dtype);
  if (bytesPerElement === undefined)
    return broken(file, `${where} has the unknown dtype "${shownText(dtype)}"`);
  const expected = sizeOf(shape) * bytesPerElement;
  if (end - begin !== expected) {
    broken(file, `${where} is ${dtype} [${shape}]: expected ${expected} bytes, found ${end - begin}`);
  }
  return { name: tensor, dtype, shape, begin: dataOffset + begin, end: dataOffset + end };
}

function checkLayout(entries: readonly SafetensorsEntry[], begin: number, fileBytes: number, file: string) {
  let offset = begin;
  for (const entry of entries) {
    if (entry.begin < offset) broken(file, `tensor "${shownText(entry.name)}" overlaps the one before it`);
    if (entry.begin > offset)
      broken(file, `a gap of ${entry.begin - offset} bytes before tensor "${shownText(entry.name)}"`);
    offset = entry.end;
  }
  if (offset > fileBytes) broken(file, `cut off: expected ${offset} bytes, found ${fileBytes}`);
  if (offset < fileBytes) broken(file, `${fileBytes - offset} bytes too many after the last tensor`);
}

/** What stands in front of every complaint about such a file. */
function blame(file: string): string {
  return `${file}: broken safetensors file`;
}

function originOf(file: string, part: string): JsonOrigin {
  return { name: blame(file), part, code: 'NST_MODEL_BROKEN', advice: 'get the file again' };
}

function broken(file: string, problem: string): never {
  throw new NstError('NST_MODEL_BROKEN', `${blame(file)}: ${problem}`);
}
