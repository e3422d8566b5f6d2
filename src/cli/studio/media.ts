/** The tabs of the studio in their order: a medium is a row. */
import type { Medium } from '../../studio/medium.js';
import { AUDIO_JOBS } from '../audioCommand.js';
import { GLYPH_JOBS } from '../glyphCommand.js';
import { IMAGE_JOBS } from '../imageCommand.js';
import { PHOTO_JOBS } from '../photoCommand.js';
import { VIDEO_JOBS } from '../videoCommand.js';
import { animationEnding } from './filmFacts.js';
import { learntStyles } from './learntStyles.js';
import { plainWord, wordFigures } from './plainWord.js';
import { soundFacts } from './readers.js';
import { openFilmRough } from './rough/film.js';
import { openPhotoRough } from './rough/photo.js';
import { openPictureRough } from './rough/picture.js';
import { openSoundRough } from './rough/sound.js';
import { openWordRough } from './rough/word.js';

/** Iterations between previews: each is a file that is written and sent. */
const PREVIEW_EVERY = 5;
/** The same of sounds, of which the whole is written. */
const SOUND_PREVIEW_EVERY = 10;

const PICTURE: Medium = {
  name: 'picture',
  label: 'Picture',
  shows: 'picture',
  kind: IMAGE_JOBS,
  atHand: { wells: ['content', 'style'], controls: ['strength', 'size', 'preset', 'keepColors'] },
  needs: ['content', 'style'],
  roughTry: { size: 160, iterations: 16 },
  unit: 'Step',
  invitation: 'Add a picture and a style, and run.',
  ending: () => '.png',
  previewEnding: '.png',
  files: {
    content: 'picture',
    style: 'picture',
    mask: 'picture',
    styleMask: 'picture',
    contentMask: 'picture',
    contentMap: 'picture',
    styleMap: 'picture',
    init: 'picture',
  },
  left: [],
  extras: (_, preview) => ({ preview, previewEvery: PREVIEW_EVERY }),
  openRough: openPictureRough,
};

const PHOTO: Medium = {
  name: 'photo',
  label: 'Photo',
  shows: 'picture',
  kind: PHOTO_JOBS,
  atHand: { wells: ['content', 'style'], controls: ['strength', 'size', 'method', 'finish'] },
  needs: ['content'],
  roughTry: { size: 320, method: 'color' },
  unit: 'Step',
  invitation: 'Add a photograph and one in another light, and run.',
  ending: () => '.png',
  previewEnding: '.png',
  files: {
    content: 'picture',
    style: 'picture',
    from: 'picture',
    contentMap: 'picture',
    styleMap: 'picture',
  },
  left: [],
  extras: () => ({}),
  openRough: openPhotoRough,
};

const FILM: Medium = {
  name: 'film',
  label: 'Film',
  shows: 'film',
  kind: VIDEO_JOBS,
  atHand: { wells: ['content', 'style'], controls: ['strength', 'size', 'from', 'to', 'keepColors'] },
  needs: ['content', 'style'],
  roughTry: { size: 160, to: 1, every: 2 },
  unit: 'Frame',
  invitation: 'Add a film and a style, and run.',
  // What moves without sound stays what it is; other films become what every browser plays.
  ending: ({ content }) => animationEnding(String(content)) ?? '.mp4',
  previewEnding: '.png',
  files: { content: 'film', style: 'picture', audioStyle: 'sound' },
  words: { style: learntStyles },
  left: [],
  extras: (_, preview) => ({ preview }),
  openRough: openFilmRough,
};

const SOUND: Medium = {
  name: 'sound',
  label: 'Sound',
  shows: 'sound',
  kind: AUDIO_JOBS,
  atHand: { wells: ['content', 'style'], controls: ['strength', 'preset', 'loudness'] },
  needs: ['content', 'style'],
  roughTry: { iterations: 8 },
  unit: 'Step',
  invitation: 'Add a sound and a style, and run.',
  ending: () => '.wav',
  previewEnding: '.wav',
  files: { content: 'sound', style: 'sound' },
  left: [],
  extras: (_, preview) => ({ preview, previewEvery: SOUND_PREVIEW_EVERY }),
  view: async (path) => (await soundFacts(path)).view ?? new Uint8Array(),
  openRough: openSoundRough,
};

const WORD: Medium = {
  name: 'word',
  label: 'Word',
  shows: 'cutout',
  kind: GLYPH_JOBS,
  atHand: { text: 'text', wells: ['style', 'font'], controls: ['strength', 'size', 'direction'] },
  needs: ['text'],
  roughTry: { size: 160, engine: 'patch' },
  unit: 'Round',
  invitation: 'Write a word, add a style, and run.',
  ending: () => '.png',
  previewEnding: '.png',
  files: { style: 'picture', styleMask: 'picture', font: 'font', fallback: 'font', background: 'picture' },
  // For sheets and fonts alone; files are named within a layer.
  left: ['characters', 'em'],
  extras: (folder, preview) => ({ preview, debug: folder }),
  before: plainWord,
  figures: wordFigures,
  openRough: openWordRough,
};

/** The tabs, in their order. */
export const STUDIO_MEDIA: readonly Medium[] = [PICTURE, PHOTO, FILM, SOUND, WORD];
