import { containerName } from './foreignFormat.js';
import { latin1 } from './latin1.js';
import { hasMpegFrames } from './mpeg/frameSearch.js';

/** Kinds of sound files that are told apart by what is in them; names are not trusted. */
export type SoundFormat = 'wav' | 'flac' | 'mp3' | 'ogg' | 'text' | 'unknown';

/** Formats that come in through a decoder. */
export type CompressedFormat = Exclude<SoundFormat, 'wav' | 'text' | 'unknown'>;

/** What may be in Ogg pages and is read here. */
export type OggCodec = 'vorbis' | 'opus' | 'flac';

const OGG_CODECS: readonly (readonly [string, OggCodec])[] = [
  ['OpusHead', 'opus'],
  ['\x01vorbis', 'vorbis'],
  ['\x7fFLAC', 'flac'],
];
/** Streams that a film may have beside each other, before the first of them goes on. */
const MAX_OGG_STREAMS = 16;

/** The codec of a stream by its first packet; undefined for others. */
export function oggCodecOf(packet: Uint8Array): OggCodec | undefined {
  return OGG_CODECS.find(([magic]) => latin1(packet, 0, magic.length) === magic)?.[1];
}

/** The format of a file from its bytes. @param bytes behind any tags in front */
export function detectFormat(bytes: Uint8Array): SoundFormat {
  const starts = (text: string, offset = 0) => latin1(bytes, offset, text.length) === text;
  if (['RIFF', 'RIFX', 'RF64', 'BW64'].some((id) => starts(id)) && starts('WAVE', 8)) return 'wav';
  if (starts('fLaC')) return 'flac';
  if (starts('OggS')) return firstPackets(bytes).some(oggCodecOf) ? 'ogg' : 'unknown';
  if (looksLikeText(bytes)) return 'text';
  return containerName(bytes) === undefined && hasMpegFrames(bytes) ? 'mp3' : 'unknown';
}

/** The first packets of the streams that an Ogg file begins with. */
export function firstPackets(bytes: Uint8Array): Uint8Array[] {
  const packets: Uint8Array[] = [];
  let start = 0;
  while (
    packets.length < MAX_OGG_STREAMS &&
    latin1(bytes, start, 4) === 'OggS' &&
    (bytes[start + 5] ?? 0) & 2
  ) {
    const content = start + 27 + (bytes[start + 26] ?? 0);
    const end = content + bytes.subarray(start + 27, content).reduce((sum, length) => sum + length, 0);
    packets.push(bytes.subarray(content, end));
    start = end;
  }
  return packets;
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
