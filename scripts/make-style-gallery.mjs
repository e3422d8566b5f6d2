/** Makes docs/pictures/glyph-styles.webp: `node scripts/make-style-gallery.mjs [style ...]`. */
import { runBuilt } from './built.mjs';

const usage = 'node scripts/make-style-gallery.mjs [style ...]';
runBuilt('bench/styleGallery', usage, process.argv.slice(2));
