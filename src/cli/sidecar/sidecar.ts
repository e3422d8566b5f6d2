/** How a result was made, in a file of JSON beside it. */
import { z } from 'zod';
import { FileDigests, MISSING } from '../../jobs/digest.js';
import { readInputFile } from '../../shared/inputFile.js';
import { parseOutsideJson } from '../../shared/outsideJson.js';

/** Raised when what is in such a file changes its meaning. */
const FORMAT = 1;
/** Losses of 1,000 steps by ten terms take 0.2 MB. */
const MAX_BYTES = 2 ** 26;

const FILE = z.object({
  /** From the folder of the run. */
  path: z.string(),
  sha256: z.string(),
});

const SIDECAR = z.object({
  sidecar: z.literal(FORMAT),
  version: z.string(),
  /** The words of the command line behind `nst`. */
  words: z.array(z.string()),
  /** Where they were typed, from the folder of this file. */
  folder: z.string(),
  inputs: z.array(FILE),
  outputs: z.array(FILE),
  /** Weights that came along, by the names of their networks. */
  weights: z.record(z.string(), z.string()),
  /** What `--json` prints of each result: settings, device, seconds, losses at the end. */
  results: z.array(z.record(z.string(), z.unknown())),
  /** Seconds by what was told of the run as it began. */
  phases: z.array(z.object({ name: z.string(), seconds: z.number() })),
  /** Losses over time: every step of a short run, every so many of a long one. */
  steps: z.array(z.object({ step: z.number(), total: z.number(), terms: z.record(z.string(), z.number()) })),
});

/** What stands in it. */
export type Sidecar = z.infer<typeof SIDECAR>;
/** A file and its digest. */
export type DigestedFile = z.infer<typeof FILE>;

/** Digests of files and folders; those that are not there are left out. */
export async function digested(paths: readonly string[]): Promise<DigestedFile[]> {
  const digests = new FileDigests();
  const files: DigestedFile[] = [];
  for (const path of new Set(paths)) files.push({ path, sha256: await digests.of(path) });
  return files.filter(({ sha256 }) => sha256 !== MISSING);
}

/** As text. */
export function sidecarText(sidecar: Omit<Sidecar, 'sidecar'>): string {
  return `${JSON.stringify({ sidecar: FORMAT, ...sidecar }, undefined, 2)}\n`;
}

/** @throws NstError NST_BAD_INPUT for a file that is none */
export async function readSidecar(path: string): Promise<Sidecar> {
  const expected = 'how a result was made, as --sidecar writes it';
  const bytes = await readInputFile(path, { expected, maxBytes: MAX_BYTES });
  const advice = 'name the .json file that --sidecar wrote beside the result';
  return parseOutsideJson(bytes, SIDECAR, { name: path, code: 'NST_BAD_INPUT', advice });
}
