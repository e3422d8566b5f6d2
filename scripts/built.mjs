/** Programs of bench/ and training/ are TypeScript: this builds them and runs one. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

function node(...all) {
  const { status } = spawnSync(process.execPath, all, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * Builds and runs a program in the root of the repository; what it exits with is what this process exits with.
 *
 * @param {string} path without the suffix .ts
 * @param {string} usage printed when there is no such program
 * @param {string[]} args
 */
export function runBuilt(path, usage, args) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  if (!existsSync(`${path}.ts`)) {
    console.error(`Usage: ${usage}`);
    process.exit(2);
  }
  node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
  node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.bench.json');
  // Weights and the font lie beside the folder of the code.
  for (const folder of ['models', 'fonts']) cpSync(folder, `build/${folder}`, { recursive: true });
  node(`build/${path}.js`, ...args);
}
