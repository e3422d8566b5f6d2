/** Finds a network's tensors in a file that may call them otherwise. */
import { NstError } from '../errors.js';
import { shownText } from '../shownValue.js';
import type { TensorShapes } from './tensors.js';

/**
 * Pairs the tensors that a network expects with those of a file: by name, if need be behind a common prefix
 * ("module.", "model."), else convolution by convolution in order, each with the bias beside it.
 *
 * @param shapes shapes in the file, kernels as [out, in, height, width], ordered as the layers are
 * @param expected shapes of the network in the order of its layers
 * @param file what to call the file in errors
 * @returns the name in the file by the name expected
 * @throws NST_BAD_INPUT when the file holds another network
 */
export function matchTensors(
  shapes: TensorShapes,
  expected: TensorShapes,
  file: string,
): ReadonlyMap<string, string> {
  const prefix = commonPrefix(shapes, expected);
  const pairs = prefix === undefined ? matchByOrder(shapes, expected, file) : matchByName(expected, prefix);
  for (const [name, shape] of expected) {
    const foundName = pairs.get(name) ?? name;
    const foundShape = shapes.get(foundName);
    if (foundShape === undefined)
      return refuse(file, `it has no tensor "${shownText(foundName)}" [${shape}]`);
    if (!isSameShape(shape, foundShape)) {
      return refuse(file, `"${shownText(foundName)}" is [${foundShape}], expected was [${shape}]`);
    }
  }
  return pairs;
}

/** What stands before the first expected name in the file; undefined when the file uses other names. */
function commonPrefix(shapes: TensorShapes, expected: TensorShapes): string | undefined {
  const first = [...expected.keys()][0] ?? '';
  for (const name of shapes.keys()) {
    const prefix = name.slice(0, -first.length);
    if (name === prefix + first && (prefix === '' || /[./:]$/.test(prefix))) return prefix;
  }
  return undefined;
}

function matchByName(expected: TensorShapes, prefix: string): Map<string, string> {
  return new Map([...expected.keys()].map((name) => [name, prefix + name]));
}

function matchByOrder(shapes: TensorShapes, expected: TensorShapes, file: string): Map<string, string> {
  const kernelSize = [...expected.values()].find(isKernel)?.slice(2) ?? [];
  const names = [...shapes.keys()];
  const kernels = names.filter((name) => {
    const shape = shapes.get(name) ?? [];
    return isKernel(shape) && isSameShape(shape.slice(2), kernelSize);
  });
  const expectedKernels = [...expected].filter(([, shape]) => isKernel(shape));
  if (kernels.length !== expectedKernels.length) {
    refuse(
      file,
      `expected ${expectedKernels.length} convolutions of ${kernelSize.join('x')}, found ${kernels.length}`,
    );
  }
  const pairs = new Map<string, string>();
  const biases = [...expected].filter(([, shape]) => !isKernel(shape));
  for (const [index, kernel] of kernels.entries()) {
    const [name] = expectedKernels[index] ?? [''];
    pairs.set(name, kernel);
    const [bias] = biases[index] ?? [];
    // A convolution without a bias must not get that of its neighbour.
    const taken = new Set(pairs.values());
    const isFree = (vector: string) => shapes.get(vector)?.length === 1 && !taken.has(vector);
    if (bias !== undefined) pairs.set(bias, biasBeside(kernel, names, isFree) ?? `bias of ${kernel}`);
  }
  return pairs;
}

/** The vector next to a kernel; of two, the one whose name has more in common, else the one behind. */
function biasBeside(
  kernel: string,
  names: readonly string[],
  isFree: (vector: string) => boolean,
): string | undefined {
  const index = names.indexOf(kernel);
  const vectors = [names[index + 1], names[index - 1]].filter(
    (name): name is string => name !== undefined && isFree(name),
  );
  const likeness = vectors.map((name) => sharedLetters(name, kernel));
  return vectors[likeness.indexOf(Math.max(...likeness))];
}

function sharedLetters(a: string, b: string): number {
  let count = 0;
  while (count < a.length && a[count] === b[count]) count++;
  return count;
}

function isKernel(shape: readonly number[]): boolean {
  return shape.length === 4;
}

function isSameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((dim, i) => dim === b[i]);
}

function refuse(file: string, problem: string): never {
  throw new NstError('NST_BAD_INPUT', `${file} does not hold this network: ${problem}`);
}
