/** What `nst doctor` finds, and how it is printed. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { availableMemory } from 'node:process';
import { type DeviceReport, reportDevices } from '../shared/engine/deviceReports.js';
import { openEngine } from '../shared/engine/openEngine.js';
import { messageOf } from '../shared/errors.js';
import { SILENT } from '../shared/reporter.js';
import { listModels, type ModelState, openModelStore } from '../shared/weights/store.js';
import { packageVersion } from './packageVersion.js';
import { reportFfmpeg, type ToolReport } from './tools.js';

/** Everything that work depends on, as it is on this machine. */
export interface DoctorReport {
  /** By name: this package, Node, and the libraries that matter. */
  readonly versions: Readonly<Record<string, string>>;
  readonly platform: {
    readonly os: string;
    readonly release: string;
    readonly arch: string;
    readonly cpu: string;
    readonly cores: number;
  };
  readonly memory: { readonly totalBytes: number; readonly availableBytes: number };
  readonly devices: readonly DeviceReport[];
  /** What `--device auto` takes, and a line about each device that it tried. */
  readonly auto: { readonly device: string | null; readonly reasons: readonly string[] };
  /** Fetched weights. */
  readonly cache: { readonly folder: string; readonly bytes: number };
  readonly weights: readonly Pick<ModelState, 'name' | 'state' | 'path' | 'bytes'>[];
  readonly tools: readonly ToolReport[];
}

const require = createRequire(import.meta.url);

/**
 * Looks at everything.
 *
 * @param cacheDir folder of fetched weights; that of the user if left out
 */
export async function doctorReport(cacheDir?: string): Promise<DoctorReport> {
  const store = await openModelStore(cacheDir);
  const models = await listModels(store);
  const [cpu] = cpus();
  return {
    versions: await versions(),
    platform: {
      os: process.platform,
      release: release(),
      arch: process.arch,
      cpu: cpu?.model.trim() ?? 'unknown',
      cores: cpus().length,
    },
    memory: { totalBytes: totalmem(), availableBytes: availableMemory() },
    devices: await reportDevices(0),
    auto: await autoChoice(),
    cache: { folder: store.cacheFolder, bytes: await folderBytes(store.cacheFolder) },
    weights: models.map(({ name, state, path, bytes }) => ({ name, state, path, bytes })),
    tools: [await reportFfmpeg()],
  };
}

async function versions(): Promise<Record<string, string>> {
  const vendored = await readFile(new URL('../../vendor/tfjs/vendor.json', import.meta.url), 'utf8');
  return {
    nst: packageVersion(),
    node: process.versions.node,
    onnxruntime: versionOf(() => require('onnxruntime-node/package.json').version),
    tfjs: JSON.parse(vendored).from['@tensorflow/tfjs-core'],
    sharp: versionOf(() => require('sharp').versions.sharp),
    libvips: versionOf(() => require('sharp').versions.vips),
  };
}

function versionOf(read: () => string): string {
  try {
    return read();
  } catch (error) {
    return `(does not load: ${messageOf(error).split('\n')[0]})`;
  }
}

async function autoChoice(): Promise<DoctorReport['auto']> {
  const reasons: string[] = [];
  const detail = (text: string) => reasons.push(text.replace(/^device: /, ''));
  try {
    const engine = await openEngine({ reporter: { ...SILENT, detail } });
    await engine.close();
    return { device: engine.device, reasons };
  } catch (error) {
    return { device: null, reasons: [...reasons, messageOf(error)] };
  }
}

/** The bytes of all files in a folder; 0 if it is not there. */
async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => undefined)));
  return files.reduce((sum, file) => sum + (file?.isFile() ? file.size : 0), 0);
}
