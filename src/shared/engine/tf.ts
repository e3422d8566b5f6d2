/**
 * The only door to tfjs: every other file takes its ops from here.
 *
 * It is the part of tfjs that is in vendor/tfjs, loaded by the first op. tfjs is used as functional ops only
 * (`tf.square(x)`, never `x.square()`).
 */
import type * as Tfjs from '#tfjs';
import { lazyModule } from '../lazyModule.js';

export type * from '#tfjs';

/** The ops. */
export const tf = lazyModule<typeof Tfjs>('#tfjs');
