/**
 * Everything that a fresh clone has to pass: the suite on the lowest and on the newest Node, static checks, and the packed
 * package on all of them. The last line says how many checks passed and failed.
 *
 *     node scripts/gate/main.mjs
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { doJob, smallestJobs, writeJobList, writeOnnxFiles } from './jobs.mjs';
import { installNodes } from './nodes.mjs';
import { run } from './program.mjs';
import { checkDeclarations, compileConsumer, installPackage } from './project.mjs';
import { checkTime, runSuite } from './suite.mjs';
import { Tally } from './tally.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const IMPORT_ALL = fileURLToPath(new URL('./importAll.mjs', import.meta.url));
const FIXTURES = join(ROOT, 'fixtures');

const tally = new Tally();

async function trySuite(node, folder) {
  const result = await runSuite(ROOT, node, folder).catch((error) => {
    console.log(error.message);
    return undefined;
  });
  tally.add(result ?? { passed: 0, failed: 1 });
  if (result) await tally.check(`time of the suite on Node ${node.version}`, () => checkTime(result));
}

/** What the installed package does on one Node. */
async function tryPackage({ version, bin }, project) {
  const on = `on Node ${version}`;
  const node = join(bin, 'node');
  await tally.check(`all modules can be imported ${on}`, () =>
    run(node, [IMPORT_ALL, join(project, 'node_modules/nst')]),
  );
  await tally.check(`the library with its types ${on}`, () =>
    run(node, ['consumer.js', FIXTURES], { cwd: project }),
  );
  const folder = join(project, `jobs-${version}`);
  mkdirSync(folder);
  writeJobList(folder);
  writeOnnxFiles(folder);
  const command = join(project, 'node_modules/.bin/nst');
  const env = { NST_CACHE: join(folder, 'cache') };
  const nst = (args, code) => run(command, args, { cwd: folder, bin, env, code });
  for (const job of smallestJobs(FIXTURES)) {
    await tally.check(`nst ${job.name} ${on}`, () => doJob(job, folder, nst));
  }
}

async function main(folder) {
  const nodes = (await tally.check('the Nodes are installed', () => installNodes(join(folder, 'nodes')))) ?? [
    { version: process.versions.node, bin: dirname(process.execPath) },
  ];
  for (const node of new Set([nodes.at(0), nodes.at(-1)])) await trySuite(node, folder);
  await tally.check('types', () => run('npm', ['run', '--silent', 'types'], { cwd: ROOT }));
  await tally.check('lint', () => run('npm', ['run', '--silent', 'lint'], { cwd: ROOT }));
  await tally.check('broken inputs are refused', () =>
    run('npm', ['run', '--silent', 'fuzz:ci'], { cwd: ROOT }),
  );
  const project = await tally.check('the package is packed and installed', () =>
    installPackage(ROOT, folder),
  );
  if (project === undefined) return;
  await tally.check('a program in strict TypeScript compiles', () => compileConsumer(ROOT, project));
  await tally.check('the declarations of the package are sound', () => checkDeclarations(ROOT, project));
  for (const node of nodes) await tryPackage(node, project);
}

const folder = mkdtempSync(join(tmpdir(), 'nst-gate-'));
try {
  await main(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed > 0 ? 1 : 0;
