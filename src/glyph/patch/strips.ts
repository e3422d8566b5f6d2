import { cutRows, type Strip } from '../../shared/patches/strips.js';
import { type Level, PATCH_RADIUS } from './level.js';

export type { Strip };

/** The strips of a level, without its border. */
export function stripsOf({ target }: Level): readonly Strip[] {
  return cutRows({ top: PATCH_RADIUS, bottom: target.height - PATCH_RADIUS });
}
