/** Names of what is not read here but through ffmpeg, for messages. */
import { latin1 } from './latin1.js';

/** What a file of this kind begins with, and from which byte on. */
type Magic = readonly [name: string, text: string, offset?: number];

const CONTAINERS: readonly Magic[] = [
  ['AIFF', 'AIFF', 8],
  ['compressed AIFF', 'AIFC', 8],
  ['CAF', 'caff'],
  ['MP4 (AAC or Apple Lossless)', 'ftyp', 4],
  ['Matroska or WebM', '\x1aE\xdf\xa3'],
  ['Windows Media', '0&\xb2\x75'],
  ['Sun AU', '.snd'],
  ['Wave64', 'riff'],
  ['AVI', 'AVI ', 8],
  ['AMR', '#!AMR'],
  ['AC-3', '\x0b\x77'],
  ['WavPack', 'wvpk'],
  ["Monkey's Audio", 'MAC '],
  ['Musepack', 'MPCK'],
  ['Musepack', 'MP+'],
  ['True Audio', 'TTA1'],
  ['DSD', 'DSD '],
  ['DSD', 'FRM8'],
  ['RealMedia', '.RMF'],
  ['Flash video', 'FLV'],
];
const OGG_STREAMS: readonly Magic[] = [
  ['Speex in Ogg', 'Speex   '],
  ['Theora in Ogg', '\x80theora'],
];

const nameIn = (magics: readonly Magic[], bytes: Uint8Array) =>
  magics.find(([, text, offset = 0]) => latin1(bytes, offset, text.length) === text)?.[0];

/** What kind of file this is, of those that are not read here; undefined for any other. @param bytes behind any tags in front */
export function containerName(bytes: Uint8Array): string | undefined {
  if (latin1(bytes, 0, 4) === 'OggS')
    return nameIn(OGG_STREAMS, bytes.subarray(27 + (bytes[26] ?? 0))) ?? 'another codec in Ogg';
  return nameIn(CONTAINERS, bytes) ?? (isAac(bytes) ? 'AAC' : undefined);
}

/** Frames of AAC (ISO/IEC 13818-7, 6.2) begin like those of MPEG audio, but of "layer 0". */
function isAac([sync, kind = 0]: Uint8Array): boolean {
  return sync === 0xff && (kind & 0xf6) === 0xf0;
}

/** Names of codecs in WAV by their registered numbers (RFC 2361, and Microsoft's mmreg.h). */
const WAV_CODECS: ReadonlyMap<number, string> = new Map([
  [0x02, 'Microsoft ADPCM'],
  [0x11, 'IMA ADPCM'],
  [0x14, 'G.723 ADPCM'],
  [0x22, 'TrueSpeech'],
  [0x31, 'GSM 6.10'],
  [0x40, 'G.721 ADPCM'],
  [0x42, 'G.723.1'],
  [0x45, 'G.726 ADPCM'],
  [0x50, 'MPEG audio (layer I or II)'],
  [0x55, 'MP3'],
  [0x64, 'G.726 ADPCM'],
  [0xff, 'AAC'],
  [0x161, 'Windows Media'],
  [0x162, 'Windows Media'],
  [0x2000, 'AC-3'],
  [0x2001, 'DTS'],
  [0xf1ac, 'FLAC'],
]);

/** What a codec in WAV is called. */
export function wavCodecName(codec: number): string {
  return WAV_CODECS.get(codec) ?? `codec ${codec}`;
}
