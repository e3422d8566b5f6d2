import { type Decoded, firstLoss, partLength, type SoundPart, slicePart } from '../decoded.js';
import { decodeFlac } from '../flac/decodeFlac.js';
import { oggFileOf } from './oggFile.js';
import { linksOf, type OggLink } from './oggLinks.js';
import { type OggPacket, packetsOf } from './oggPackets.js';
import { type OggPages, pagesOf } from './oggPages.js';
import { OPUS_RATE_HZ, opusSamples, readOpusHead } from './opusTiming.js';
import { timelineOf } from './timeline.js';
import { vorbisBlocks, vorbisSamples } from './vorbisTiming.js';

type DecodedLink = Pick<Decoded, 'parts' | 'loss'>;

/** Packets in front of the sound. */
const VORBIS_HEADERS = 3;
const OPUS_HEADERS = 2;
/** In front of the FLAC signature: type, name, version, number of headers. */
const FLAC_MAPPING_BYTES = 9;

/**
 * Decodes the sound in an Ogg file: Vorbis, Opus (always at 48 kHz) or FLAC. Each link of a chain is given to a decoder of its
 * own and has to come out as long as its packets say.
 */
export async function decodeOgg(bytes: Uint8Array): Promise<Decoded> {
  const file = pagesOf(bytes);
  const links = linksOf(file.pages);
  const decoded: DecodedLink[] = [];
  for (const link of links) decoded.push(await decodeLink(link));
  const isEnded = links.at(-1)?.pages.at(-1)?.isLast ?? true;
  return {
    parts: decoded.flatMap(({ parts }) => parts),
    loss: firstLoss([damageOf(file), ...decoded.map(({ loss }) => loss)]),
    remarks: [
      ...(file.strayBytes > 0
        ? [`${file.strayBytes} bytes of the file are no pages and were passed over`]
        : []),
      ...(isEnded
        ? []
        : ['the file has no last page, like recordings of a stream: it is read as far as it goes']),
    ],
  };
}

function damageOf({ damagedPages, isCut }: OggPages): string | undefined {
  if (damagedPages > 0) return `the file is damaged: ${damagedPages} of its pages have wrong checksums`;
  return isCut ? 'the file is cut short: its last page is not whole' : undefined;
}

async function decodeLink({ codec, pages }: OggLink): Promise<DecodedLink> {
  const { packets, missingPages } = packetsOf(pages);
  const decoded = await DECODERS[codec](packets);
  const missing = `the file is damaged: ${missingPages} pages are missing`;
  return { parts: decoded.parts, loss: missingPages > 0 ? missing : decoded.loss };
}

const DECODERS: Readonly<Record<OggLink['codec'], (packets: readonly OggPacket[]) => Promise<DecodedLink>>> =
  {
    vorbis: decodeVorbis,
    opus: decodeOpus,
    flac: async (packets) => {
      const [first, ...others] = packets.map(({ bytes }) => bytes);
      return first ? decodeFlac(Buffer.concat([first.subarray(FLAC_MAPPING_BYTES), ...others])) : NOTHING;
    },
  };

const NOTHING: DecodedLink = { parts: [], loss: 'the file is cut short: its headers are not whole' };

async function decodeVorbis(packets: readonly OggPacket[]): Promise<DecodedLink> {
  const sound = packets.slice(VORBIS_HEADERS);
  const [first, , setup] = packets;
  const blocks = first && setup && vorbisBlocks(first.bytes, setup.bytes);
  if (!blocks || sound.length === 0) return NOTHING;
  const samples = vorbisSamples(
    sound.map(({ bytes }) => bytes),
    blocks,
  );
  const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis');
  const decoder = new OggVorbisDecoder();
  await decoder.ready;
  const part = await decodeWhole(decoder, packets);
  return fitted(part, sound, samples, 0);
}

async function decodeOpus(packets: readonly OggPacket[]): Promise<DecodedLink> {
  const sound = packets.slice(OPUS_HEADERS);
  const head = packets[0] && readOpusHead(packets[0].bytes);
  if (!head || sound.length === 0) return NOTHING;
  const { OggOpusDecoder } = await import('ogg-opus-decoder');
  const decoder = new OggOpusDecoder({ forceStereo: false });
  await decoder.ready;
  const { channels } = await decodeWhole(decoder, packets);
  const louder = channels.map((channel) => (head.gain === 1 ? channel : channel.map((x) => x * head.gain)));
  const samples = sound.map(({ bytes }) => opusSamples(bytes));
  return fitted({ sampleRateHz: OPUS_RATE_HZ, channels: louder }, sound, samples, head.preSkip);
}

/** What the decoders of Ogg files have in common. */
interface FileDecoder {
  decodeFile(bytes: Uint8Array): Promise<{ channelData: readonly Float32Array[]; sampleRate: number }>;
  free(): void;
}

async function decodeWhole(decoder: FileDecoder, packets: readonly OggPacket[]): Promise<SoundPart> {
  const file = oggFileOf(packets.map(({ bytes }) => bytes));
  const { channelData, sampleRate } = await decoder.decodeFile(file);
  decoder.free();
  return { sampleRateHz: sampleRate, channels: channelData as readonly Float32Array<ArrayBuffer>[] };
}

/**
 * The samples of a link that belong to its sound.
 *
 * @param preSkip samples in front that positions count and the decoder has left out
 * @throws Error if the decoder did not give what packets hold
 */
function fitted(
  part: SoundPart,
  packets: readonly OggPacket[],
  samples: readonly number[],
  preSkip: number,
): DecodedLink {
  const held = samples.reduce((sum, count) => sum + count, 0);
  const expected = Math.max(0, held - preSkip);
  const decoded = partLength(part);
  const { skip, length, missing } = timelineOf(packets, samples);
  const end = Math.max(skip, skip + length - preSkip);
  const lost = missing + expected - decoded;
  const shortage = `its pages promise ${length + missing - preSkip} samples, ${decoded - skip} could be decoded`;
  return {
    parts: [slicePart(part, skip, end)],
    loss: lost > 0 ? `the file is damaged: ${shortage}` : undefined,
  };
}
