import { dirname, relative, resolve } from 'node:path';
import { cwd } from 'node:process';
import type { PlannedJob } from '../../jobs/kind.js';
import { writeAtomically } from '../../shared/atomicFile.js';
import { checkDistinct } from '../../shared/distinctOutputs.js';
import { NstError } from '../../shared/errors.js';
import { checkOutputPath } from '../../shared/outputPath.js';
import { suffixedPath } from '../../shared/paths.js';
import { readManifest } from '../../shared/weights/manifest.js';
import { givenWords } from '../givenWords.js';
import { packageVersion } from '../packageVersion.js';
import { STANDARD_STREAM } from '../standardStreams.js';
import { RunRecorder } from './runRecorder.js';
import { digested, type Sidecar, sidecarText } from './sidecar.js';

/**
 * A job that also writes how it was made, into `out.json` beside `out.png`.
 *
 * @param force whether a file that is there may be replaced
 * @throws NstError NST_BAD_OPTION where something is read or written that is no file; those of `checkOutputPath`
 */
export async function recorded(job: PlannedJob, force: boolean): Promise<PlannedJob> {
  const [result] = job.outputs;
  if (result === undefined || [...job.inputs, ...job.outputs].includes(STANDARD_STREAM)) {
    const problem = 'expected files to read and write, found standard input or output; name files';
    throw new NstError('NST_BAD_OPTION', `sidecar: ${problem}`);
  }
  const path = suffixedPath(result, '', '.json');
  await checkDistinct([
    ...job.outputs.map((output) => ({ path: output, what: 'result' })),
    { path, what: 'sidecar' },
  ]);
  await checkOutputPath(path, { force, inputs: job.inputs });
  const run: PlannedJob['run'] = async (tools) => {
    const recorder = new RunRecorder();
    const inputs = await digested(job.inputs);
    await job.run(recorder.watch(tools));
    const results = recorder.results.map(
      (json) => JSON.parse(JSON.stringify(json)) as Record<string, unknown>,
    );
    const made = {
      version: packageVersion(),
      words: [...givenWords()],
      folder: relative(dirname(resolve(path)), cwd()) || '.',
      inputs,
      outputs: await digested(job.outputs),
      weights: await weightsOf(results),
      results,
      ...recorder.end(),
    };
    await writeAtomically(path, sidecarText(made));
  };
  return { ...job, outputs: [...job.outputs, path], run };
}

/** Digests of the weights that came with the networks of results. */
async function weightsOf(results: Sidecar['results']): Promise<Sidecar['weights']> {
  const manifest = await readManifest();
  const names = new Set(results.map(({ network }) => network));
  return Object.fromEntries(
    [...manifest.values()].flatMap(({ name, shipped }) =>
      shipped && names.has(name) ? [[name, shipped.sha256]] : [],
    ),
  );
}
