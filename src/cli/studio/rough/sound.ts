/** What is heard of sounds before a run: an excerpt with its bands moved to the style's at once, then a draft of it. */
import type { TransferAudioOptions } from '../../../audio/index.js';
import type { Sound } from '../../../audio/sound.js';
import type { JobValues, RoughLook, RoughWay } from '../../../studio/roughWay.js';
import { asOptions } from './looks.js';

/** What is heard of the content, from its middle, and what is measured of styles. */
const [CONTENT_S, STYLE_S] = [3, 6] as const;
/** Evaluations of a draft, and those between two that are told. */
const [STEPS, SHOWN_EVERY] = [12, 4] as const;

const MOVED_WORDS = 'Three seconds, with nothing but the style’s bands: a draft takes a moment.';
const DRAFT_WORDS = 'A draft: three seconds and a few steps.';

type FileOptions = TransferAudioOptions & { readonly content: string };

/** The way of sounds. */
export function openSoundRough(): RoughWay {
  const read = excerptReader();
  /** Undefined while something is missing, or a saved style is meant, of which there is no sound. */
  const excerpts = async (values: JobValues): Promise<TransferAudioOptions | undefined> => {
    const { content, style, ...others } = asOptions<FileOptions>(values);
    const styles = ([style ?? []].flat() as unknown[]).filter((path) => typeof path === 'string');
    if (content === undefined || styles.length === 0) return undefined;
    const { isStylePath } = await import('../../../audio/styleFile/styleFiles.js');
    const sounds = styles.map((path) => (isStylePath(path) ? path : read(path, STYLE_S)));
    return { ...others, content: await read(content, CONTENT_S), style: await Promise.all(sounds) };
  };
  return {
    async glance(values) {
      const options = await excerpts(values);
      if (!options) return undefined;
      const { transferAudio } = await import('../../../audio/index.js');
      const { content, style, strength, ffmpegPath = 'ffmpeg' } = options;
      const { sound } = await transferAudio({
        content,
        style: style ?? [],
        ffmpegPath,
        method: 'transport',
        ...(strength !== undefined && { strength }),
      });
      return soundLook(sound, MOVED_WORDS);
    },
    async look(values, { signal, show }) {
      const options = await excerpts(values);
      // What minimises nothing has no draft.
      if (!options || (options.method ?? 'transfer') !== 'transfer') return;
      const { transferAudio } = await import('../../../audio/index.js');
      const onSound = (sound: Sound) => void soundLook(sound, DRAFT_WORDS).then(show);
      const preview = { every: SHOWN_EVERY, onSound };
      const { sound } = await transferAudio({ ...options, iterations: STEPS, signal, preview });
      if (!signal.aborted) show(await soundLook(sound, DRAFT_WORDS));
    },
    close: async () => undefined,
  };
}

/** The middles of the last sounds that were read. */
function excerptReader() {
  const known = new Map<string, Promise<Sound>>();
  const most = 4;
  return (path: string, seconds: number): Promise<Sound> => {
    const key = JSON.stringify([path, seconds]);
    const sound = known.get(key) ?? excerpt(path, seconds);
    known.delete(key);
    known.set(key, sound);
    for (const oldest of [...known.keys()].slice(0, -most)) known.delete(oldest);
    return sound;
  };
}

async function excerpt(path: string, seconds: number): Promise<Sound> {
  const { readSound } = await import('../../../audio/index.js');
  const { sampleRateHz, channels } = await readSound(path, { ffmpegPath: 'ffmpeg' });
  const length = channels[0]?.length ?? 0;
  const count = Math.min(length, Math.round(seconds * sampleRateHz));
  const first = (length - count) >> 1;
  return { sampleRateHz, channels: channels.map((channel) => channel.slice(first, first + count)) };
}

async function soundLook(sound: Sound, words: string): Promise<RoughLook> {
  const { encodeSound } = await import('../../../audio/index.js');
  return { bytes: await encodeSound(sound, 'wav'), type: 'audio/wav', words };
}
