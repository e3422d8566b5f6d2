import type { FileSort } from '../../shared/filesLike.js';

/** What patterns and folders stand for. */
export const SOUND_FILES: FileSort = {
  what: 'sounds',
  endings: new Set(['.wav', '.flac', '.mp3', '.ogg', '.oga', '.opus', '.m4a', '.aac', '.aif', '.aiff']),
};
