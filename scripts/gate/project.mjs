/** The package as its users have it: packed, and installed into an empty project. */
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './program.mjs';

const CONSUMER = fileURLToPath(new URL('./consumer/', import.meta.url));

/**
 * Packs the built package and installs the tarball into a new project, with install scripts off, as the README advises.
 *
 * @param {string} root of the package
 * @param {string} folder outside of it
 * @returns {Promise<string>} the folder of the project
 */
export async function installPackage(root, folder) {
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const options = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...options, join(folder, tarball)], { cwd: project });
  return project;
}

/** TypeScript, on the program that imports every entry of the package; what it complains of, a line each. */
async function typescript(root, project, ...options) {
  const args = [
    join(root, 'node_modules/typescript/bin/tsc'),
    '-p',
    project,
    '--pretty',
    'false',
    ...options,
  ];
  try {
    await run(process.execPath, args, { cwd: project });
    return [];
  } catch (error) {
    return error.message.split('\n').slice(1);
  }
}

/**
 * Compiles a program that imports every entry of the package, with all strictness that TypeScript has.
 *
 * @param {string} root where TypeScript is installed
 * @param {string} project
 * @throws when anything is wrong in the program
 */
export async function compileConsumer(root, project) {
  cpSync(CONSUMER, project, { recursive: true });
  const complaints = await typescript(root, project);
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
}

/**
 * Checks the declarations of the package, which TypeScript reads with less care in the libraries that a program uses:
 * beside the types of Node, as programs for Node have them. Those of its dependencies are not looked at.
 *
 * @throws when one is unsound, or names what is not installed with the package
 */
export async function checkDeclarations(root, project) {
  const nodeTypes = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
  const complaints = await typescript(root, project, '--noEmit', '--skipLibCheck', 'false', ...nodeTypes);
  const own = complaints.filter((line) => /^(node_modules\/nst\/|consumer|error)/.test(line));
  if (own.length > 0) throw new Error(own.join('\n'));
}
