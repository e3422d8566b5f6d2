/** Reads the models in the dev dependency nsfwjs: tfjs layers models, wrapped into CommonJS modules. */
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
// The package exports nothing of its folder but this.
const folder = new URL('../models/', pathToFileURL(require.resolve('nsfwjs')));

export function readNsfwjsModel(name) {
  const load = (file) => require(fileURLToPath(new URL(`${name}/${file}.min.js`, folder)));
  const json = load('model');
  const paths = json.weightsManifest.flatMap((group) => group.paths);
  return { json, shards: new Map(paths.map((path) => [path, Buffer.from(load(path), 'base64')])) };
}
