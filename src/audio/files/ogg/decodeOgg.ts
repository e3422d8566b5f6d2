import { type Decoded, firstLoss, partLength, type SoundPart, slicePart } from '../decoded.js';
import type { DecodedStore } from '../decodedStore.js';
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
 *
 * @param store where samples go
 */
export async function decodeOgg(bytes: Uint8Array, store: DecodedStore): Promise<Decoded> {
  const file = pagesOf(bytes);
  const links = linksOf(file.pages);
  const decoded: DecodedLink[] = [];
  for (const link of links) decoded.push(await decodeLink(link, store));
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

async function decodeLink({ codec, pages }: OggLink, store: DecodedStore): Promise<DecodedLink> {
  const { packets, missingPages } = packetsOf(pages);
  const decoded = await DECODERS[codec](packets, store);
  const missing = `the file is damaged: ${missingPages} pages are missing`;
  return { parts: decoded.parts, loss: missingPages > 0 ? missing : decoded.loss };
}

type DecodeLink = (packets: readonly OggPacket[], store: DecodedStore) => Promise<DecodedLink>;

const DECODERS: Readonly<Record<OggLink['codec'], DecodeLink>> = {
  vorbis: decodeVorbis,
  opus: decodeOpus,
  flac: async (packets, store) => {
    const [first, ...others] = packets.map(({ bytes }) => bytes);
    if (!first) return NOTHING;
    return decodeFlac(Buffer.concat([first.subarray(FLAC_MAPPING_BYTES), ...others]), store);
  },
};

const NOTHING: DecodedLink = { parts: [], loss: 'the file is cut short: its headers are not whole' };

async function decodeVorbis(packets: readonly OggPacket[], store: DecodedStore): Promise<DecodedLink> {
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
  const part = await decodeWhole(decoder, packets, store);
  return fitted(part, sound, samples, 0);
}

async function decodeOpus(packets: readonly OggPacket[], store: DecodedStore): Promise<DecodedLink> {
  const sound = packets.slice(OPUS_HEADERS);
  const head = packets[0] && readOpusHead(packets[0].bytes);
  if (!head || sound.length === 0) return NOTHING;
  const { OggOpusDecoder } = await import('ogg-opus-decoder');
  const decoder = new OggOpusDecoder({ forceStereo: false });
  await decoder.ready;
  const { channels } = await decodeWhole(decoder, packets, store, head.gain);
  const samples = sound.map(({ bytes }) => opusSamples(bytes));
  return fitted({ sampleRateHz: OPUS_RATE_HZ, channels }, sound, samples, head.preSkip);
}

/** What decoders of Ogg files give. */
interface DecodedBytes {
  readonly channelData: readonly Float32Array[];
  readonly sampleRate: number;
}

/** What they have in common. */
interface FileDecoder {
  decode(bytes: Uint8Array): DecodedBytes | Promise<DecodedBytes>;
  flush(): Promise<DecodedBytes>;
  free(): void;
}

/** Bytes that are decoded at a time: at the lowest rates a minute and a half. */
const BATCH_BYTES = 2 ** 16;

/** @param gain on all samples */
async function decodeWhole(
  decoder: FileDecoder,
  packets: readonly OggPacket[],
  store: DecodedStore,
  gain = 1,
): Promise<SoundPart> {
  const file = oggFileOf(packets.map(({ bytes }) => bytes));
  const part = store.part();
  let sampleRateHz = 0;
  const put = ({ channelData, sampleRate }: DecodedBytes) => {
    sampleRateHz ||= sampleRate;
    part.append(gain === 1 ? channelData : channelData.map((channel) => channel.map((x) => x * gain)));
  };
  for (let start = 0; start < file.length; start += BATCH_BYTES) {
    put(await decoder.decode(file.subarray(start, start + BATCH_BYTES)));
  }
  put(await decoder.flush());
  decoder.free();
  return { sampleRateHz, channels: part.channels() };
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
