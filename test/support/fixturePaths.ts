import { fileURLToPath } from 'node:url';

/** The fire that comes along. */
export const FIXTURE_FIRE = fileURLToPath(new URL('../../fixtures/glyph/fire.png', import.meta.url));
