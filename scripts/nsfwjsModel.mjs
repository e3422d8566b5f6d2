/** Reads the models in the dev dependency nsfwjs: tfjs layers models, wrapped into CommonJS modules. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const folder = new URL('../node_modules/nsfwjs/dist/models/', import.meta.url);

export function readNsfwjsModel(name) {
  const load = (file) => require(fileURLToPath(new URL(`${name}/${file}.min.js`, folder)));
  const json = load('model');
  const paths = json.weightsManifest.flatMap((group) => group.paths);
  return { json, shards: new Map(paths.map((path) => [path, Buffer.from(load(path), 'base64')])) };
}
