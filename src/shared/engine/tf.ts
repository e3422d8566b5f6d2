/**
 * The only door to tfjs: every other file takes its ops from here.
 *
 * It is the part of tfjs that is in vendor/tfjs, and is loaded by the first op. tfjs is used as functional ops only
 * (`tf.square(x)`, never `x.square()`).
 */
import { createRequire } from 'node:module';
import type * as Tfjs from '#tfjs';
import { lazyModule } from '../lazyModule.js';

export type * from '#tfjs';

export const tf = lazyModule((): typeof Tfjs => {
  const tfjs: typeof Tfjs = createRequire(import.meta.url)('#tfjs');
  // Before the first op: it silences the hint to install tfjs-node.
  tfjs.enableProdMode();
  return tfjs;
});
