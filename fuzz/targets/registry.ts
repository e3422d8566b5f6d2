/** Every reader of what comes from outside. */
import { ANIMATION_TARGETS } from './animations.js';
import { COMMAND_LINE } from './commandLine.js';
import { DRAWING_TARGETS } from './drawings.js';
import { FONT_TARGETS } from './fonts.js';
import { IN_USE_TARGETS } from './inUse.js';
import { NET_TARGETS } from './nets.js';
import { PICTURE_COLOURS } from './pictureColours.js';
import { PICTURE_TARGETS } from './pictures.js';
import { SOUND_TARGETS } from './sounds.js';
import { STYLE_TARGETS } from './styles.js';
import type { Target } from './target.js';
import { TEXT_TARGETS } from './texts.js';
import { WEIGHT_TARGETS } from './weights.js';

/** In the order of the report. */
export const TARGETS: readonly Target[] = [
  ...PICTURE_TARGETS,
  PICTURE_COLOURS,
  ...DRAWING_TARGETS,
  ...ANIMATION_TARGETS,
  ...SOUND_TARGETS,
  ...WEIGHT_TARGETS,
  ...NET_TARGETS,
  ...STYLE_TARGETS,
  ...FONT_TARGETS,
  ...TEXT_TARGETS,
  ...IN_USE_TARGETS,
  COMMAND_LINE,
];
