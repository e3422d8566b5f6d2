/** `npm run goldens`: makes the results anew that tests are held to; look at what changed before it is committed. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'test/goldens', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, UPDATE_GOLDENS: '1' } },
);
process.exit(status ?? 1);
