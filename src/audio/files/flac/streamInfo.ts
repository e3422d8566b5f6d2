import { latin1 } from '../latin1.js';

/** What the first block of a FLAC file says (RFC 9639, 8.2). */
export interface StreamInfo {
  readonly sampleRateHz: number;
  readonly bitsPerSample: number;
  /** Samples of each channel; 0 if nobody knew. */
  readonly samples: number;
  /** `fLaC` and this block alone, to be given to a decoder. */
  readonly head: Uint8Array;
  /** Where the first frame begins. */
  readonly end: number;
}

const SIGNATURE = 'fLaC';
const BLOCK_HEAD_BYTES = 4;
const INFO_BYTES = 34;
const IS_LAST = 0x80;

/** Whether a FLAC stream begins at a byte. */
export function isFlacStart(bytes: Uint8Array, offset: number): boolean {
  return bytes[offset] === 0x66 && latin1(bytes, offset, SIGNATURE.length) === SIGNATURE;
}

/** Reads the blocks in front of the frames; undefined if they are broken or cut short. */
export function readStreamInfo(bytes: Uint8Array, start: number): StreamInfo | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const info = start + SIGNATURE.length + BLOCK_HEAD_BYTES;
  if (!isFlacStart(bytes, start) || info + INFO_BYTES > bytes.length) return undefined;
  if ((view.getUint32(info - BLOCK_HEAD_BYTES) & 0x7fff_ffff) !== INFO_BYTES) return undefined;
  const end = endOfBlocks(view, start + SIGNATURE.length);
  if (end === undefined) return undefined;
  const head = Uint8Array.from(bytes.subarray(start, info + INFO_BYTES));
  head[SIGNATURE.length] = IS_LAST;
  return {
    sampleRateHz: view.getUint32(info + 10) >>> 12,
    bitsPerSample: ((view.getUint16(info + 12) >> 4) & 31) + 1,
    samples: (view.getUint8(info + 13) & 15) * 2 ** 32 + view.getUint32(info + 14),
    head,
    end,
  };
}

function endOfBlocks(view: DataView, first: number): number | undefined {
  let offset = first;
  while (offset + BLOCK_HEAD_BYTES <= view.byteLength) {
    const head = view.getUint32(offset);
    offset += BLOCK_HEAD_BYTES + (head & 0xff_ffff);
    if (head >>> 31 === 1) return offset;
  }
  return undefined;
}
