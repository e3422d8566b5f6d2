/**
 * The chunks of a RIFF file (Microsoft & IBM 1991) and its kin: RIFX, which is big-endian, RF64 and BW64, whose sizes may have
 * 64 bits (EBU Tech 3306, ITU-R BS.2088). Nothing inside a chunk is looked at but the sizes in `ds64`.
 */
import { latin1 } from './latin1.js';

/** A chunk as the file says it is. */
export interface RiffChunk {
  /** Four characters. */
  readonly id: string;
  /** First byte of its content, from the start of the file. */
  readonly start: number;
  /** Length of its content; it may reach beyond the end of the file. */
  readonly sizeBytes: number;
}

/** `RIFF`, the size of all, `WAVE`. */
const FORM_BYTES = 12;
/** Name and size. */
const HEAD_BYTES = 8;
/** Where RF64 writes this, the size is in `ds64`; where it is not, nobody knew it. */
const SIZE_ELSEWHERE = 0xffff_ffff;
/** Size of the file, then that of `data`, 8 bytes each. */
const DS64_BYTES = 16;
/** A hundred times what editors write. A file of nothing but empty chunks is not walked to its end. */
const MAX_CHUNKS = 10_000;

/** Whether the numbers of a RIFF file begin with their lowest byte. */
export function isLittleEndian(bytes: Uint8Array): boolean {
  return latin1(bytes, 0, 4) !== 'RIFX';
}

/**
 * The chunks one after the other, up to the end of the file or the first one that reaches beyond it, which is the last. A
 * chunk of odd size is followed by a byte that is in no chunk.
 *
 * @param from where the first one begins
 */
export function* riffChunks(bytes: Uint8Array, from = FORM_BYTES): Generator<RiffChunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = isLittleEndian(bytes);
  let longDataBytes = SIZE_ELSEWHERE;
  let head = from;
  for (let count = 0; count < MAX_CHUNKS && head + HEAD_BYTES <= bytes.length; count++) {
    const id = latin1(bytes, head, 4);
    const start = head + HEAD_BYTES;
    const shortBytes = view.getUint32(head + 4, little);
    if (id === 'ds64' && shortBytes >= DS64_BYTES && start + DS64_BYTES <= bytes.length) {
      longDataBytes = Number(view.getBigUint64(start + 8, little));
    }
    const sizeBytes = id === 'data' && shortBytes === SIZE_ELSEWHERE ? longDataBytes : shortBytes;
    yield { id, start, sizeBytes };
    head = start + sizeBytes + (sizeBytes % 2);
  }
}

/** Whether what begins at a byte is nothing but chunks that have a name and end, the last one with the file. */
export function isChunksToEnd(bytes: Uint8Array, from: number): boolean {
  let end = from;
  for (const { id, start, sizeBytes } of riffChunks(bytes, from)) {
    if (!/^[ -~]{4}$/.test(id)) return false;
    end = start + sizeBytes;
  }
  // The last byte of padding is left out by some.
  return end === bytes.length || end + (end % 2) === bytes.length;
}
