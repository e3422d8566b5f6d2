/**
 * Imports every module of the built package as plain Node does, without a bundler's or a test runner's kindness towards
 * CommonJS. Prints a line for each that fails; exits 1 if any did.
 *
 *     node scripts/gate/importAll.mjs FOLDER    the folder of the package, with dist/ in it
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';

const folder = resolve(process.argv[2] ?? '.');

/** Imports these files one after the other; returns what went wrong. */
async function importEach(files) {
  const failures = [];
  for (const file of files) {
    try {
      await import(pathToFileURL(file).href);
    } catch (error) {
      failures.push(`${file}: ${String(error.message).split('\n')[0]}`);
    }
  }
  return failures;
}

/** The same inside a worker thread, for the modules that are the entries of one. */
function importInWorker(files) {
  return new Promise((resolvePromise, reject) => {
    // The engine's worker is given two words of shared memory.
    const worker = new Worker(new URL(import.meta.url), {
      argv: [folder],
      workerData: new Int32Array(new SharedArrayBuffer(8)),
    });
    worker.once('message', (failures) => {
      resolvePromise(failures);
      worker.terminate();
    });
    worker.once('error', reject);
    worker.postMessage(files);
  });
}

async function main() {
  const { imports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  // Entries of threads are plain paths; what has conditions is no module of ours.
  const entries = Object.values(imports)
    .filter((path) => typeof path === 'string')
    .map((path) => join(folder, path));
  const modules = readdirSync(join(folder, 'dist'), { recursive: true, encoding: 'utf8' })
    // The page of the studio is for browsers.
    .filter((path) => path.endsWith('.js') && !/^studio[\\/]page[\\/]/.test(path))
    .map((path) => join(folder, 'dist', path))
    .filter((path) => !entries.includes(path));
  const failures = [...(await importEach(modules)), ...(await importInWorker(entries))];
  for (const failure of failures) console.error(failure);
  console.log(`${modules.length + entries.length - failures.length} modules imported on ${process.version}`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

if (isMainThread) await main();
else parentPort.once('message', async (files) => parentPort.postMessage(await importEach(files)));
