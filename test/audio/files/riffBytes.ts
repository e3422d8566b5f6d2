/** RIFF files for tests, put together from chunks. */

export interface ChunkParts {
  readonly id: string;
  readonly content: Uint8Array;
  /** What it says its size is, if that is a lie. */
  readonly sizeBytes?: number;
}

export type Form = 'RIFF' | 'RIFX' | 'RF64' | 'BW64';

/** A file of chunks, each padded to an even size with a byte that is no zero, so that it is noticed where it is read. */
export function riffBytes(form: Form, chunks: readonly ChunkParts[]): Uint8Array {
  const little = form !== 'RIFX';
  const parts = chunks.map(({ id, content, sizeBytes = content.length }) =>
    Buffer.concat([latin1(id), uint(sizeBytes, 4, little), content, Buffer.alloc(content.length % 2, 0xa5)]),
  );
  const body = Buffer.concat([latin1('WAVE'), ...parts]);
  const is64 = form === 'RF64' || form === 'BW64';
  return Buffer.concat([latin1(form), uint(is64 ? 0xffff_ffff : body.length, 4, little), body]);
}

const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** A whole number in so many bytes. */
export function uint(value: number | bigint, bytes: number, little: boolean): Buffer {
  const rest = BigInt.asUintN(8 * bytes, BigInt(value));
  const out = Buffer.from(Array.from({ length: bytes }, (_, i) => Number((rest >> BigInt(8 * i)) & 255n)));
  return little ? out : out.reverse();
}

/** The content of a `fmt ` chunk. @param guid of an extensible format */
export function fmtBytes(
  {
    codec,
    channels,
    bits,
    rateHz = 8000,
  }: { codec: number; channels: number; bits: number; rateHz?: number },
  little = true,
  isExtensible = false,
): Uint8Array {
  const block = channels * Math.ceil(bits / 8);
  const u16 = (value: number) => uint(value, 2, little);
  const head = [
    u16(isExtensible ? 0xfffe : codec),
    u16(channels),
    uint(rateHz, 4, little),
    uint(rateHz * block, 4, little),
    u16(block),
    u16(bits),
  ];
  if (!isExtensible) return Buffer.concat(head);
  const guid = Buffer.concat([
    uint(codec, 2, true),
    Buffer.from('0000000010008000 00aa00389b71'.replace(' ', ''), 'hex'),
  ]);
  return Buffer.concat([...head, u16(22), u16(bits), uint(0, 4, little), guid]);
}

/** The content of a `ds64` chunk: sizes of the file and of the samples, and how many samples. */
export function ds64Bytes(dataBytes: number | bigint): Uint8Array {
  return Buffer.concat([uint(0, 8, true), uint(dataBytes, 8, true), uint(0, 8, true), uint(0, 4, true)]);
}
