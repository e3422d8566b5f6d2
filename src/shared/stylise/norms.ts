import type { ConvShape, NamedShape } from './convShape.js';
import type { NetOps } from './netOps.js';

const SCALE = '.scale';
const SHIFT = '.shift';
const BY = 'By';
/** The table of scales of a layer's norm, a row for each style. */
export const scaleName = (name: string): string => name + SCALE;
/** The same of what is added. */
export const shiftName = (name: string): string => name + SHIFT;

/** Whether a weight scales the channels of a norm. */
export const isNormScale = (name: string): boolean => name.endsWith(SCALE);
/** Whether a weight is a table of norms, with a row for each style. */
export const isNormTable = (name: string): boolean => isNormScale(name) || name.endsWith(SHIFT);
/** Whether a weight says how a norm follows what is seen of a style. */
export const isNormSlope = (name: string): boolean => name.endsWith(SCALE + BY) || name.endsWith(SHIFT + BY);

/** The rows of a norm, [1, channels] each. */
export interface NormRows<T> {
  readonly scale: T;
  readonly shift: T;
}
/** Scale and shift behind a convolution, by its name. */
export type Norms<T> = (name: string) => NormRows<T>;

/** Shapes of tables of norms. @param rows styles with norms of their own; 1: the same for all */
export const tableShapes = ({ name, outputs }: ConvShape, rows: number): NamedShape[] => [
  [scaleName(name), [rows, outputs]],
  [shiftName(name), [rows, outputs]],
];

/** The same for all styles (Ulyanov, Vedaldi & Lempitsky 2016). */
export function plainNorms<T>(ops: NetOps<T>): Norms<T> {
  return (name) => ({ scale: ops.weight(scaleName(name)), shift: ops.weight(shiftName(name)) });
}

/** A row of a table for each style, or between rows (Dumoulin, Shlens & Kudlur 2017). @param mixture [1, styles] */
export function mixedNorms<T>(ops: NetOps<T>, mixture: T): Norms<T> {
  const rowOf = (table: string) => ops.matMul(mixture, ops.weight(table));
  return (name) => ({ scale: rowOf(scaleName(name)), shift: rowOf(shiftName(name)) });
}

/** Shapes of norms that follow a vector. @param length of the vector */
export const predictedShapes = (conv: ConvShape, length: number): NamedShape[] => [
  ...tableShapes(conv, 1),
  [scaleName(conv.name) + BY, [length, conv.outputs]],
  [shiftName(conv.name) + BY, [length, conv.outputs]],
];

/** Linear in a vector that was found from the style (Ghiasi et al. 2017). @param vector [1, length] */
export function predictedNorms<T>(ops: NetOps<T>, vector: T): Norms<T> {
  const rowOf = (table: string) => ops.add(ops.weight(table), ops.matMul(vector, ops.weight(table + BY)));
  return (name) => ({ scale: rowOf(scaleName(name)), shift: rowOf(shiftName(name)) });
}

/** A convolution with mirrored edges and its norm. */
export type NormedConv<T> = (x: T, name: string, stride?: 1 | 2) => T;

/** Convolutions that are followed by norms. */
export function normedConv<T>(ops: NetOps<T>, norms: Norms<T>): NormedConv<T> {
  return (x, name, stride = 1) => {
    const { scale, shift } = norms(name);
    return ops.instanceNorm(ops.conv(x, name, { stride, padding: 'mirror' }), scale, shift);
  };
}
