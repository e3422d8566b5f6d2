/** All commands whose runs can be jobs, to which a line is added with a command. */
import type { JobKind } from '../jobs/kind.js';
import { APPLY_JOBS } from './applyCommand.js';
import { AUDIO_JOBS } from './audioCommand.js';
import { GLYPH_JOBS } from './glyphCommand.js';
import { IMAGE_JOBS } from './imageCommand.js';
import { PHOTO_JOBS } from './photoCommand.js';
import { RENDER_JOBS } from './renderCommand.js';
import { TEXTURE_JOBS } from './textureCommand.js';
import { TRAIN_JOBS } from './trainCommand.js';
import { VIDEO_JOBS } from './videoCommand.js';

/** Kinds of jobs by their commands. */
export const JOB_KINDS: readonly JobKind[] = [
  IMAGE_JOBS,
  AUDIO_JOBS,
  GLYPH_JOBS,
  TEXTURE_JOBS,
  RENDER_JOBS,
  APPLY_JOBS,
  PHOTO_JOBS,
  VIDEO_JOBS,
  TRAIN_JOBS,
];
