import type Sharp from 'sharp';
import { lazyModule } from '../lazyModule.js';

/** The picture library: a tenth of a second, which only files that are there are worth. */
export const sharp = lazyModule<typeof Sharp>('sharp');
