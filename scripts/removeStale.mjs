/** Before a build: removes from dist/ what is made of sources that are gone. TypeScript leaves it, and it would be packed. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [DIST, SRC] = ['dist', 'src'].map((name) => fileURLToPath(new URL(`../${name}`, import.meta.url)));
const BUILT = /(\.js|\.d\.ts)$/;
/** The page of the studio has a bundler, which empties its folder itself. */
const BUNDLED = /^studio[\\/]page[\\/]/;

const files = existsSync(DIST) ? readdirSync(DIST, { recursive: true, encoding: 'utf8' }) : [];
for (const file of files.filter((name) => BUILT.test(name) && !BUNDLED.test(name))) {
  if (!existsSync(join(SRC, file.replace(BUILT, '.ts')))) rmSync(join(DIST, file));
}
