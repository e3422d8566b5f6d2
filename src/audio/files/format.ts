/** Kinds of sound files that are told apart by their first bytes; names are not trusted. */
export type SoundFormat =
  | 'wav'
  | 'flac'
  | 'mp3'
  | 'ogg-flac'
  | 'ogg-vorbis'
  | 'ogg-opus'
  | 'text'
  | 'unknown';

/** Formats that come in through a decoder. */
export type CompressedFormat = Exclude<SoundFormat, 'wav' | 'text' | 'unknown'>;

const OGG_CODECS: readonly (readonly [string, SoundFormat])[] = [
  ['OpusHead', 'ogg-opus'],
  ['\x01vorbis', 'ogg-vorbis'],
  ['\x7fFLAC', 'ogg-flac'],
];

/** The format of a file from its bytes. */
export function detectFormat(bytes: Uint8Array): SoundFormat {
  const starts = (text: string, offset = 0) => latin1(bytes, offset, text.length) === text;
  if (['RIFF', 'RIFX', 'RF64', 'BW64'].some((id) => starts(id)) && starts('WAVE', 8)) return 'wav';
  if (starts('fLaC')) return 'flac';
  if (starts('OggS')) {
    const payload = 27 + (bytes[26] ?? 0);
    return OGG_CODECS.find(([magic]) => starts(magic, payload))?.[1] ?? 'unknown';
  }
  if (starts('ID3') || isMpegFrame(bytes)) return 'mp3';
  return looksLikeText(bytes) ? 'text' : 'unknown';
}

/** A frame header of MPEG audio layer I, II or III; AAC has the same sync word but layer 0. */
function isMpegFrame(bytes: Uint8Array): boolean {
  const [sync = 0, kind = 0, rates = 0] = bytes;
  const layer = (kind >> 1) & 3;
  const version = (kind >> 3) & 3;
  return (
    sync === 0xff &&
    kind >> 5 === 7 &&
    layer !== 0 &&
    version !== 1 &&
    rates >> 4 < 15 &&
    ((rates >> 2) & 3) < 3
  );
}

/** UTF-8 with no control characters but blanks and line ends, in the first half kilobyte. */
function looksLikeText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 512);
  if (head.length === 0 || head.some((byte) => byte < 32 && !(byte >= 9 && byte <= 13))) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The bytes from `offset` on as characters, for looking at magic numbers. */
export function latin1(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
