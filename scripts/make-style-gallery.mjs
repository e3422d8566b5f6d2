/** Makes docs/pictures/glyph-styles.webp: `node scripts/make-style-gallery.mjs`. */
import { runBuilt } from './built.mjs';

runBuilt('bench/styleGallery', 'node scripts/make-style-gallery.mjs', []);
