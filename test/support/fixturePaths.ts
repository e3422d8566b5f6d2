import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

/** The fire that comes along. */
export const FIXTURE_FIRE = fileURLToPath(new URL('../../fixtures/glyph/fire.png', import.meta.url));

/** Inputs that failed once, by medium. They lie beside some checkouts only, and are no part of the project. */
export const knownCases = (medium: 'audio' | 'glyph') =>
  fileURLToPath(new URL(`../../../shared/cases/${medium}`, import.meta.url));

/** Letters without a style, for tests of what has nothing to do with one: a style takes seconds to read. */
export const PLAIN_LOOK = ['--color', '#f80', '--layer', 'glow size=4'];

/** The least at which nothing is warned of: below, a part of it that is redrawn from the rest is not near enough. */
const SMALL_PX = 192;

/** The fire and its mask beside it, small: for tests of the command, not of its pictures. @returns its path; anyone may read it */
export async function smallFire(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'nst-fire-'));
  chmodSync(folder, 0o755);
  for (const name of ['fire.png', 'fire-mask.png'])
    await sharp(FIXTURE_FIRE.replace('fire.png', name)).resize(SMALL_PX).toFile(join(folder, name));
  return join(folder, 'fire.png');
}
