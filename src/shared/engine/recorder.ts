import { NstError } from '../errors.js';
import { type Axes, identityAxes, permutation, sameAxes, toStored } from './layout.js';
import { type ConstantArray, OnnxGraph } from './onnxGraph.js';
import { type TensorInfo, tf } from './tf.js';

export const RECORDER = 'nst-recorder';

/** What the recorder knows of a tensor. */
export interface Recorded {
  /** Name in the graph; constants get theirs when they are first used. */
  name: string | undefined;
  /** The values of a constant, in logical order. */
  readonly constant?: ConstantArray;
  readonly axes: Axes;
  /**
   * Stored dimensions. A dimension may be 1 where the tensor's is longer, or there may be no dimensions at
   * all: the value then repeats, and is written out only for consumers that do not broadcast by themselves.
   */
  readonly dims: readonly number[];
}

/**
 * A tfjs backend that computes nothing: its kernels append nodes to an ONNX graph. One graph is recorded at
 * a time, between `begin` and `end`.
 */
export class Recorder extends tf.KernelBackend {
  readonly #values = new WeakMap<object, Recorded>();
  #graph: OnnxGraph | undefined;
  /** Output of ReLU by its input: ReLU's gradient is the sign of its output, which keeps Conv+ReLU fusable. */
  readonly reluOf = new Map<string, string>();
  /** Filters that were mapped for convolutions by tiles, by the names of the filters: forward and back share them. */
  readonly tiledFilterOf = new Map<string, string>();
  #usesTiles = false;

  /** @param usesTiles whether large convolutions may be made of tiles, for ONNX Runtime on the CPU */
  begin(usesTiles = false): void {
    this.#graph = new OnnxGraph();
    this.#usesTiles = usesTiles;
    this.reluOf.clear();
    this.tiledFilterOf.clear();
  }

  end(): OnnxGraph {
    const { graph } = this;
    this.#graph = undefined;
    return graph;
  }

  /** Whether large convolutions may be made of tiles. */
  get usesTiles(): boolean {
    return this.#usesTiles;
  }

  get graph(): OnnxGraph {
    if (!this.#graph) throw new NstError('NST_INTERNAL', 'a traced tensor was used outside its trace');
    return this.#graph;
  }

  /** What is known of a tensor. */
  recorded(tensor: TensorInfo): Recorded {
    const value = this.#values.get(tensor.dataId);
    if (!value) {
      throw new NstError(
        'NST_INTERNAL',
        'an objective used a tensor that was made outside of it: make constants inside, or pass them as inputs',
      );
    }
    return value;
  }

  /** A graph input. */
  input(name: string, shape: readonly number[], dtype: 'float32' | 'int32'): TensorInfo {
    return this.output(name, shape, dtype);
  }

  /** A tensor for a computed value; `dims` when it is stored shorter than its shape (see Recorded). */
  output(
    name: string,
    shape: readonly number[],
    dtype: TensorInfo['dtype'] = 'float32',
    axes: Axes = identityAxes(shape.length),
    dims: readonly number[] = toStored(shape, axes),
  ): TensorInfo {
    return this.#tensor({ name, axes, dims }, shape, dtype);
  }

  /** A constant whose every element is `value`. */
  filled(value: number, shape: readonly number[], dtype: TensorInfo['dtype']): TensorInfo {
    const constant = typedArray([value], dtype);
    return this.#tensor(
      { name: undefined, constant, axes: identityAxes(shape.length), dims: [] },
      shape,
      dtype,
    );
  }

  /** Another tensor for the same stored value. */
  alias(
    value: Recorded,
    shape: readonly number[],
    dtype: TensorInfo['dtype'],
    axes: Axes = value.axes,
  ): TensorInfo {
    return this.#tensor({ ...value, axes }, shape, dtype);
  }

  #tensor(value: Recorded, shape: readonly number[], dtype: TensorInfo['dtype']): TensorInfo {
    const dataId = {};
    this.#values.set(dataId, value);
    return { dataId, shape: [...shape], dtype };
  }

  /** The name of a value as it is stored, possibly shorter than its shape. */
  stored(tensor: TensorInfo): string {
    const value = this.recorded(tensor);
    if (value.name === undefined) {
      if (!value.constant) throw new NstError('NST_INTERNAL', 'a recorded value has neither name nor values');
      value.name = this.graph.constant(value.constant, value.dims);
    }
    return value.name;
  }

  /** The name of a value with the stored order `axes`, still possibly shorter than its shape. */
  ordered(tensor: TensorInfo, axes: Axes): string {
    const value = this.recorded(tensor);
    const name = this.stored(tensor);
    if (value.dims.length !== axes.length || sameAxes(value.axes, axes)) return name;
    return this.graph.node('Transpose', [name], { perm: permutation(value.axes, axes) });
  }

  /** The name of a value in the stored order `axes` and at its full length. */
  full(tensor: TensorInfo, axes: Axes = identityAxes(tensor.shape.length)): string {
    const value = this.recorded(tensor);
    const name = this.ordered(tensor, axes);
    const dims = toStored(tensor.shape, axes);
    const stored = value.dims.length === axes.length ? toStored(logicalDims(value), axes) : value.dims;
    if (stored.length === dims.length && stored.every((dim, i) => dim === dims[i])) return name;
    return this.graph.node('Expand', [name, this.graph.integers(dims)]);
  }

  override write(
    values: Float32Array | Int32Array | Uint8Array,
    shape: number[],
    dtype: TensorInfo['dtype'],
  ): object {
    const dataId = {};
    this.move(dataId, values, shape, dtype);
    return dataId;
  }

  override move(
    dataId: object,
    values: Float32Array | Int32Array | Uint8Array,
    shape: number[],
    dtype: TensorInfo['dtype'],
  ): void {
    const constant = typedArray(values, dtype);
    this.#values.set(dataId, {
      name: undefined,
      constant,
      axes: identityAxes(shape.length),
      dims: [...shape],
    });
  }

  override readSync(): never {
    throw new NstError(
      'NST_INTERNAL',
      'an objective must not read tensor values: it is traced once, before there are any',
    );
  }

  override disposeData(dataId: object): boolean {
    this.#values.delete(dataId);
    return true;
  }

  override numDataIds(): number {
    return 0;
  }
  override incRef(): void {}
  decRef(): void {}
  override refCount(): number {
    return 1;
  }
  override floatPrecision(): 32 {
    return 32;
  }
  override epsilon(): number {
    return 1e-7;
  }
  override timerAvailable(): boolean {
    return false;
  }
  override memory(): { unreliable: boolean } {
    return { unreliable: true };
  }
}

/** Stored dimensions in logical order. */
export function logicalDims(value: Recorded): number[] {
  return value.dims.length === value.axes.length ? value.axes.map((axis) => value.dims[axis]!) : [];
}

function typedArray(values: ArrayLike<number>, dtype: TensorInfo['dtype']): ConstantArray {
  if (dtype === 'float32') return values instanceof Float32Array ? values : Float32Array.from(values);
  if (dtype === 'int32') return values instanceof Int32Array ? values : Int32Array.from(values);
  if (dtype === 'bool') return values instanceof Uint8Array ? values : Uint8Array.from(values, Number);
  throw new NstError('NST_INTERNAL', `the compiled engine has no ${dtype} tensors`);
}
