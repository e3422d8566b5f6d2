/** What a WAV file for a test says; every field can lie. */
export interface WavParts {
  readonly format?: number;
  readonly channels?: number;
  readonly rateHz?: number;
  readonly bits?: number;
  readonly blockAlign?: number;
  readonly dataSize?: number;
  readonly subformat?: number;
  readonly bigEndian?: boolean;
  readonly data: Uint8Array;
}

/** A WAV file byte by byte, with an odd chunk of other things before the samples. */
export function wavBytes(parts: WavParts): Uint8Array {
  const { format = 1, channels = 1, rateHz = 8000, bits = 16, data, bigEndian = false } = parts;
  const { blockAlign = channels * Math.ceil(bits / 8), dataSize = data.length, subformat } = parts;
  const little = !bigEndian;
  const fmtSize = subformat === undefined ? 16 : 40;
  const bytes = new Uint8Array(12 + 8 + fmtSize + 8 + 4 + 8 + data.length);
  const view = new DataView(bytes.buffer);
  const text = (at: number, id: string) => bytes.set(Buffer.from(id, 'latin1'), at);
  text(0, bigEndian ? 'RIFX' : 'RIFF');
  view.setUint32(4, bytes.length - 8, little);
  text(8, 'WAVEfmt ');
  view.setUint32(16, fmtSize, little);
  view.setUint16(20, subformat === undefined ? format : 0xfffe, little);
  view.setUint16(22, channels, little);
  view.setUint32(24, rateHz, little);
  view.setUint32(28, rateHz * blockAlign, little);
  view.setUint16(32, blockAlign, little);
  view.setUint16(34, bits, little);
  if (subformat !== undefined) {
    view.setUint16(36, 22, little);
    view.setUint16(38, bits, little);
    view.setUint32(44, subformat, little);
    bytes.set(Buffer.from('000010008000' + '00aa00389b71', 'hex'), 48);
  }
  const junk = 20 + fmtSize;
  text(junk, 'junk');
  view.setUint32(junk + 4, 3, little);
  text(junk + 12, 'data');
  view.setUint32(junk + 16, dataSize, little);
  bytes.set(data, junk + 20);
  return bytes;
}

/** Whole numbers as 16-bit little-endian samples. */
export function int16(values: ArrayLike<number>): Uint8Array {
  return new Uint8Array(Int16Array.from(values).buffer);
}
