/** Makes a fresh clone ready to run: installs the locked packages and builds, each only when it is out of date. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const modifiedMs = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Runs npm itself (through the npm that is running us, so that Windows needs no shell). */
function npm(args) {
  const cli = process.env.npm_execpath;
  const [command, prefix] = cli ? [process.execPath, [cli]] : ['npm', []];
  const { status } = spawnSync(command, [...prefix, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}

process.chdir(root);
const minimum = JSON.parse(readFileSync('package.json', 'utf8'))
  .engines.node.replace('>=', '')
  .split('.')
  .map(Number);
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < minimum[0] || (major === minimum[0] && minor < minimum[1])) {
  console.error(`nst needs Node ${minimum.join('.')} or later; this is Node ${process.versions.node}`);
  process.exit(1);
}
if (modifiedMs('node_modules/.package-lock.json') < modifiedMs('package-lock.json')) {
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
}
npm(['run', '--silent', 'build']);
