import { fileURLToPath } from 'node:url';

/** The face that comes with the package: Montserrat Black (OFL), for Latin, Vietnamese and Cyrillic. */
export const DEFAULT_FONT_PATH = fileURLToPath(
  new URL('../../../fonts/Montserrat-Black.ttf', import.meta.url),
);
