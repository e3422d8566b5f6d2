/** The versions of Node that the package is tried on, out of npm, so that a machine needs only one of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './program.mjs';

/** The lowest version that is supported, and the newest of each later line with long support, lowest first. */
export const VERSIONS = ['20.19.0', '22.23.3', '24.21.0', '26.12.1'];

/** @typedef {{ version: string, bin: string }} Node the folder `bin` holds the program `node` */

/**
 * Installs these versions into a folder outside the project.
 *
 * @param {string} folder
 * @returns {Promise<Node[]>}
 * @throws when one cannot be had, or is not what it says
 */
export async function installNodes(folder) {
  const nodes = [];
  for (const version of VERSIONS) {
    const home = join(folder, version);
    const name = `node-${process.platform}-${process.arch}`;
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), '{ "private": true }');
    await run(
      'npm',
      ['install', '--ignore-scripts', '--prefer-offline', '--no-audit', `${name}@${version}`],
      {
        cwd: home,
      },
    );
    const bin = join(home, 'node_modules', name, 'bin');
    const { stdout } = await run(join(bin, 'node'), ['--version']);
    if (stdout !== `v${version}\n`) throw new Error(`${name}@${version} is ${stdout.trim()}`);
    nodes.push({ version, bin });
  }
  return nodes;
}
