/** How uploads of the studio are checked: by the readers that commands use. */
import type { FileFacts, FileReader, FileReaders } from '../../studio/medium.js';

const MIB = 2 ** 20;
/** Longer side of what is shown of an upload: it fills a laptop's half. */
const VIEW_PX = 1024;

const PICTURE: FileReader = {
  maxBytes: 128 * MIB,
  read: async (path) => {
    // Read whole when a run begins, before any work.
    if (path.endsWith('.nstglyph')) return { facts: 'saved style' };
    const { openPicture } = await import('../../shared/pictures/source.js');
    const { readPicture } = await import('../../shared/pictures/read.js');
    const { encodePicture } = await import('../../shared/pictures/write.js');
    const { fitTo, sizeText } = await import('../../shared/pictures/picture.js');
    const source = await openPicture(path);
    const side = Math.min(VIEW_PX, Math.max(source.size.width, source.size.height));
    const picture = await readPicture(source, (size) => fitTo(size, side));
    return { facts: sizeText(source.size), view: await encodePicture(picture, 'view.png') };
  },
};

const SOUND: FileReader = {
  maxBytes: 512 * MIB,
  read: async (path) => {
    const { isStylePath, readStyle } = await import('../../audio/styleFile/styleFiles.js');
    if (isStylePath(path)) {
      await readStyle(path);
      return { facts: 'saved style' };
    }
    return soundFacts(path);
  },
};

/** What a sound is, and its spectrogram; a long one is shown by its middle. */
export async function soundFacts(path: string): Promise<FileFacts> {
  const { readLongSound } = await import('../../audio/files/readSound.js');
  const { Scratch } = await import('../../audio/scratch/scratch.js');
  const { excerptOf, lengthOf } = await import('../../audio/sound.js');
  const { spectrogramPng } = await import('../../audio/spectrogramPicture.js');
  const scratch = new Scratch();
  try {
    const sound = await readLongSound(path, { ffmpegPath: 'ffmpeg' }, scratch);
    const seconds = lengthOf(sound) / sound.sampleRateHz;
    const channels = sound.channels.length === 1 ? 'mono' : `${sound.channels.length} channels`;
    const view = await spectrogramPng(excerptOf(sound));
    return { facts: `${seconds.toFixed(1)} s, ${channels}, ${sound.sampleRateHz} Hz`, view };
  } finally {
    scratch.close();
  }
}

const FONT: FileReader = {
  maxBytes: 64 * MIB,
  read: async (path) => {
    const { Font } = await import('../../glyph/text/font.js');
    await Font.open(path);
    return { facts: 'font' };
  },
};

const FILM: FileReader = {
  maxBytes: 2048 * MIB,
  read: async (path) => {
    const { filmFacts } = await import('./filmFacts.js');
    return filmFacts(path);
  },
};

/** What is no picture, sound or font is read when a run begins, before any work. */
const OTHER: FileReader = { maxBytes: 64 * MIB, read: async () => ({ facts: '' }) };

/** How uploads are checked. */
export const STUDIO_READERS: FileReaders = {
  picture: PICTURE,
  sound: SOUND,
  film: FILM,
  font: FONT,
  other: OTHER,
};
