/**
 * Makes the pictures that README shows, as the command makes them without options. Needs the built package (`npm run setup`).
 *
 *     node scripts/make-picture-examples.mjs
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Content and style, by the names of fixtures. */
const PAIRS = [
  ['cat', 'reading'],
  ['boats', 'swirls'],
  ['boats', 'garden'],
  ['coffee', 'daffodils'],
];

const fixture = (name) => `fixtures/pictures/${name}.jpg`;
for (const [content, style] of PAIRS) {
  const output = `docs/pictures/${content}-${style}.jpg`;
  const args = ['bin/nst.js', 'image', fixture(content), '--style', fixture(style), '-o', output, '--force'];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
