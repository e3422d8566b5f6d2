/**
 * The `model.json` of one of the models, parsed, and its shards by the names used there.
 *
 * @param name a folder in nsfwjs/dist/models
 */
export function readNsfwjsModel(name: 'inception_v3' | 'mobilenet_v2'): {
  readonly json: unknown;
  readonly shards: ReadonlyMap<string, Uint8Array>;
};
