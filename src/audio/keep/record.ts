/** What stands in a file of pieces: records with a head of JSON and samples, each with a checksum. */
import { createHash } from 'node:crypto';

/** Marks each record; the last letter is the version. */
const MAGIC = 'nstpiec1';
/** Mark, length of the head, number of samples, checksum. */
const PREFIX_BYTES = 8 + 4 + 4 + 8;
/** Heads are a few hundred bytes; pieces are of some seconds. */
const [MOST_HEAD_BYTES, MOST_SAMPLES] = [2 ** 20, 2 ** 26];

/** A record, and where it ends. */
export interface PieceRecord {
  readonly head: Readonly<Record<string, unknown>>;
  readonly samples: Float32Array;
  readonly end: number;
}

const checksum = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest().subarray(0, 8);

/** A record as bytes. */
export function recordOf(head: object, samples: Float32Array): Uint8Array {
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  const data = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.write(MAGIC, 0, 'latin1');
  prefix.writeUInt32LE(text.length, 8);
  prefix.writeUInt32LE(samples.length, 12);
  const body = Buffer.concat([text, data]);
  checksum(body).copy(prefix, 16);
  return Buffer.concat([prefix, body]);
}

/**
 * The record that begins at a byte; undefined if it is not whole.
 *
 * @param read bytes from a place in the file on, fewer if there are not so many
 */
export function readRecord(
  read: (start: number, bytes: number) => Uint8Array,
  start: number,
): PieceRecord | undefined {
  const prefix = Buffer.from(read(start, PREFIX_BYTES));
  if (prefix.length < PREFIX_BYTES || prefix.toString('latin1', 0, 8) !== MAGIC) return undefined;
  const [headBytes, samples] = [prefix.readUInt32LE(8), prefix.readUInt32LE(12)];
  if (headBytes > MOST_HEAD_BYTES || samples > MOST_SAMPLES) return undefined;
  const bytes = headBytes + 4 * samples;
  const body = Buffer.from(read(start + PREFIX_BYTES, bytes));
  if (body.length < bytes || !checksum(body).equals(prefix.subarray(16))) return undefined;
  const data = new Float32Array(samples);
  new Uint8Array(data.buffer).set(body.subarray(headBytes));
  // The checksum holds: it was written here.
  const head = JSON.parse(body.toString('utf8', 0, headBytes)) as PieceRecord['head'];
  return { head, samples: data, end: start + PREFIX_BYTES + bytes };
}
