/** `npm run bench -- <name>`: builds the benchmarks and runs one of bench/*.ts. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const [name, ...args] = process.argv.slice(2);
if (!name || !existsSync(`bench/${name}.ts`)) {
  console.error('Usage: npm run bench -- step | command | quality | audio');
  process.exit(2);
}
const node = (...all) => {
  const { status } = spawnSync(process.execPath, all, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.bench.json');
// Weights lie beside the folder of the code.
cpSync('models', 'build/models', { recursive: true });
node(`build/bench/${name}.js`, ...args);
