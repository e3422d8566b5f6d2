/** `nst models`: what networks there are, and getting their weights. */
import { Command } from 'commander';
import { NstError } from '../shared/errors.js';
import { checkTable } from '../shared/options/checkTable.js';
import { cacheDirOption } from '../shared/options/common.js';
import type { OptionsOf } from '../shared/options/option.js';
import { switchOption, textOption } from '../shared/options/texts.js';
import { wordOption } from '../shared/options/words.js';
import { NORMALISATIONS } from '../shared/weights/normalisations.js';
import type { PullResult } from '../shared/weights/pullModel.js';
import type { ModelState, ModelStore } from '../shared/weights/store.js';
import { catchInterrupt } from './interrupt.js';
import { modelsShowCommand } from './modelsShow.js';
import { proxySettings } from './proxySettings.js';
import { RUN_FLAGS } from './runFlags.js';
import { print, printJson, printPath, say } from './streams.js';
import { addTable } from './tableCommand.js';

const SECTION = 'Getting weights';
const JSON_FLAG = { ...RUN_FLAGS.json, help: 'print JSON' } as const;
const CACHE_DIR = { cacheDir: cacheDirOption() } as const;

/** Flags of `list` and `verify`. */
const LIST_FLAGS = { json: JSON_FLAG, ...CACHE_DIR } as const;

/** Flags of `pull`. */
const PULL_FLAGS = {
  whole: switchOption({
    help: 'fetch all of the published file and check its SHA-256, not only the tensors needed',
    section: SECTION,
    part: 'run',
  }),
  from: textOption({
    help: 'another address of the same file, for instance a mirror',
    placeholder: '<url>',
    section: SECTION,
    part: 'run',
  }),
  force: { ...RUN_FLAGS.force, help: 'fetch even if the weights are there' },
  offline: switchOption({
    help: 'never use the network (also NST_OFFLINE=1)',
    section: SECTION,
    part: 'run',
  }),
  quiet: RUN_FLAGS.quiet,
  ...CACHE_DIR,
} as const;

/** Flags of `import`. */
const IMPORT_FLAGS = {
  normalisation: wordOption(NORMALISATIONS, {
    help: 'what pictures the weights want',
    placeholder: '<kind>',
    gloss: { torchvision: 'RGB, mean and deviation', caffe: 'BGR, 0 to 255 less mean' },
    section: SECTION,
    part: 'run',
  }),
  force: { ...RUN_FLAGS.force, help: 'replace weights that are there' },
  ...CACHE_DIR,
} as const;

/** The command with its subcommands, to be added to the program. */
export function modelsCommand(): Command {
  const models = new Command('models').description(
    'list, fetch, import and check the weights of networks, and show what trained nets are',
  );
  for (const make of [
    listCommand,
    pullCommand,
    importCommand,
    verifyCommand,
    pathCommand,
    modelsShowCommand,
  ]) {
    models.addCommand(make());
  }
  return models;
}

/** Whether the environment forbids the network: `NST_OFFLINE` set to anything but 0, false or nothing. */
function isOfflineByEnvironment(): boolean {
  return !['', '0', 'false', 'no'].includes((process.env.NST_OFFLINE ?? '').toLowerCase());
}

function listCommand(): Command {
  return addTable(new Command('list'), LIST_FLAGS)
    .description('every network, its licence, and whether its weights are at hand')
    .action(async ({ json, cacheDir }: OptionsOf<typeof LIST_FLAGS>) => {
      const { listModels } = await import('../shared/weights/store.js');
      const models = await listModels(await openStore(cacheDir));
      if (json) printJson(models, 2);
      else for (const line of models.flatMap(listLines)) print(line);
    });
}

function listLines({ name, state, bytes, description, licence, origin }: ModelState): string[] {
  const size = bytes === 0 ? '' : `${(bytes / 1e6).toFixed(1)} MB`;
  const head = `${name.padEnd(10)} ${state.padEnd(8)} ${size.padStart(8)}  ${description}`;
  return [head, `${' '.repeat(30)}${licence}, ${origin}`];
}

function pullCommand(): Command {
  return addTable(new Command('pull'), PULL_FLAGS)
    .description('fetch the published weights of a network')
    .argument('<name>', 'network, see "nst models list"')
    .addHelpText(
      'after',
      '\nAn interrupted download goes on where it stopped when you run the command again. ' +
        'HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY are heeded.',
    )
    .action(pull);
}

async function pull(
  name: string,
  { cacheDir, offline, quiet = false, ...options }: OptionsOf<typeof PULL_FLAGS>,
): Promise<void> {
  const { pullModel } = await import('../shared/weights/pullModel.js');
  const { downloadProgress } = await import('./downloadProgress.js');
  const isOffline = offline ?? isOfflineByEnvironment();
  const proxies = isOffline ? {} : proxySettings(process.env);
  const progress = await downloadProgress(name, quiet);
  const store = await openStore(cacheDir);
  const { signal, release } = catchInterrupt();
  const result = await pullModel(store, name, {
    ...options,
    offline: isOffline,
    proxies,
    signal,
    onBytes: (done, total) => progress.update(done, total),
    onRetry: (problem, waitMs) => progress.note(`${problem}; trying again in ${waitMs / 1000} s`),
  }).finally(() => {
    release();
    progress.stop();
  });
  if (!quiet) say(pullSummary(name, result));
  printPath(result.path);
}

/** What was and what was not checked, in words. */
function pullSummary(name: string, { fetched, sha256, pinned, sourceCheck }: PullResult): string {
  if (!fetched) return `${name}: already there`;
  const origin = {
    content: 'the whole file has its published SHA-256',
    server:
      'only the tensors needed were fetched; by the server’s word they are of the file with the published SHA-256',
    unknown: 'only names, shapes and values could be checked: the server gives no SHA-256 to compare',
  }[sourceCheck ?? 'unknown'];
  const pin = {
    manifest: 'is the one that nst knows',
    earlier: 'is that of the first download',
    now: 'is pinned from now on',
  }[pinned ?? 'now'];
  return `${name}: ${origin}; SHA-256 of the weights ${pin}: ${sha256}`;
}

function importCommand(): Command {
  return addTable(new Command('import'), IMPORT_FLAGS)
    .description('copy weights out of a file of yours: safetensors, ONNX, or a tfjs model.json')
    .argument('<name>', 'network, see "nst models list"')
    .argument('<file>', 'file, or folder of a tfjs model')
    .action(async (name: string, file: string, flags: OptionsOf<typeof IMPORT_FLAGS>) => {
      checkTable(IMPORT_FLAGS, flags);
      const { cacheDir, ...options } = flags;
      const { importModel } = await import('../shared/weights/importModel.js');
      const { path, format, normalisation } = await importModel(
        await openStore(cacheDir),
        name,
        file,
        options,
      );
      say(`${name}: imported from ${format}; pictures are normalised as ${normalisation} does`);
      printPath(path);
    });
}

function verifyCommand(): Command {
  return addTable(new Command('verify'), LIST_FLAGS)
    .description('read weights whole and check digest, names, shapes and values')
    .argument('[name]', 'network; without it, all that are at hand')
    .action(async (name: string | undefined, { json, cacheDir }: OptionsOf<typeof LIST_FLAGS>) => {
      const { verifyModel } = await import('../shared/weights/store.js');
      const store = await openStore(cacheDir);
      const names = name === undefined ? [...store.manifest.keys()] : [name];
      const states: ModelState[] = [];
      for (const each of names) states.push(await verifyModel(store, each));
      if (json) printJson(states, 2);
      else for (const state of states) print(verifyLine(state));
      await failUnlessSound(store, states, name);
    });
}

function verifyLine({ name, state, pinned, path, problem }: ModelState): string {
  const isThere = state === 'shipped' || state === 'cached';
  const verdict = isThere ? (pinned ? 'ok' : 'unpinned') : state;
  return `${name.padEnd(10)} ${verdict.padEnd(8)} ${problem ?? path}`;
}

async function failUnlessSound(
  store: ModelStore,
  states: readonly ModelState[],
  asked?: string,
): Promise<void> {
  const broken = states.find(({ state }) => state === 'broken');
  if (broken !== undefined)
    throw new NstError('NST_MODEL_BROKEN', broken.problem ?? `${broken.path} is broken`);
  const unpinned = states.find(({ state, pinned }) => state === 'cached' && !pinned);
  if (unpinned !== undefined) throw nothingToCompare(unpinned);
  if (asked === undefined) return;
  const { modelPath } = await import('../shared/weights/store.js');
  // Says what to do when the network asked for is not there.
  await modelPath(store, asked);
}

/** Names, shapes and values fit, which says nothing of a bit that has changed. */
function nothingToCompare({ name, path }: ModelState): NstError {
  const advice = `"nst models import ${name} ${path} --force" pins it as it is, "nst models pull ${name} --force" gets it again`;
  return new NstError('NST_MODEL_BROKEN', `${path}: there is no SHA-256 to compare it with; ${advice}`);
}

function pathCommand(): Command {
  return addTable(new Command('path'), CACHE_DIR)
    .description('print the file of a network, or the folder of fetched weights')
    .argument('[name]', 'network, see "nst models list"')
    .action(async (name: string | undefined, { cacheDir }: OptionsOf<typeof CACHE_DIR>) => {
      const { modelPath } = await import('../shared/weights/store.js');
      const store = await openStore(cacheDir);
      printPath(name === undefined ? store.cacheFolder : await modelPath(store, name));
    });
}

async function openStore(cacheDir: string | undefined): Promise<ModelStore> {
  const { openModelStore } = await import('../shared/weights/store.js');
  return openModelStore(cacheDir);
}
