import { messageOf } from '../errors.js';
import { tf } from './tf.js';

/** Native tfjs backends that the user may have installed, fastest first. */
export const NATIVE_PACKAGES = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] as const;

/**
 * Loads a native backend of tfjs, named `tensorflow`, with its kernels for the engine of this package.
 *
 * @returns why it cannot be used; undefined if it can
 */
export async function loadNativeTfjs(name: string): Promise<string | undefined> {
  try {
    await withEngineLent(() => import(name));
    return (await tf.setBackend('tensorflow')) ? undefined : 'it does not start';
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    return isMissing ? 'not installed' : messageOf(error);
  }
}

/**
 * The tfjs that comes with a native backend takes the engine and the registries that it finds in the global object. Those
 * of vendor/tfjs have other names there, so that no other tfjs finds them unless it shall.
 */
async function withEngineLent<T>(load: () => Promise<T>): Promise<T> {
  const lent = { _tfengine: tf.engine(), _tfGlobals: Reflect.get(globalThis, '_nstTfGlobals') };
  const theirs = Object.keys(lent).map((name) => [name, Reflect.get(globalThis, name)] as const);
  Object.assign(globalThis, lent);
  try {
    return await load();
  } finally {
    Object.assign(globalThis, Object.fromEntries(theirs));
  }
}
