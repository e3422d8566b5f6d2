import {
  type Attribute,
  type ElementType,
  encodeModel,
  type OnnxConstant,
  type OnnxNode,
  type PortSpec,
} from './onnxFormat.js';

/** Arrays that a constant can hold; bool is one byte an element. */
export type ConstantArray = Float32Array | Int32Array | BigInt64Array | Uint8Array;

// Longer constants are told apart by the array they live in, not by their content.
const DEDUPLICATE_UP_TO = 64;

/** An ONNX graph under construction. */
export class OnnxGraph {
  readonly #nodes: OnnxNode[] = [];
  readonly #constants: OnnxConstant[] = [];
  readonly #bySmallContent = new Map<string, string>();
  readonly #byArray = new WeakMap<ConstantArray, Map<string, string>>();
  #values = 0;

  /** The number of nodes so far. */
  get size(): number {
    return this.#nodes.length;
  }

  /** A constant; the same content (or, when large, the same array) is stored once. */
  constant(values: ConstantArray, shape: readonly number[]): string {
    const type = elementTypeOf(values);
    const shapeKey = `${type}[${shape.join()}]`;
    const small = values.length <= DEDUPLICATE_UP_TO;
    const known = small ? this.#bySmallContent : (this.#byArray.get(values) ?? new Map<string, string>());
    const key = small ? `${shapeKey}${values.join()}` : shapeKey;
    const existing = known.get(key);
    if (existing) return existing;
    const name = `c${this.#values++}`;
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#constants.push({ name, shape: [...shape], type, bytes });
    known.set(key, name);
    if (!small) this.#byArray.set(values, known);
    return name;
  }

  /** A 1-D int64 constant, as shapes, axes and paddings are given to operators. */
  integers(values: readonly number[]): string {
    return this.constant(BigInt64Array.from(values, BigInt), [values.length]);
  }

  /** A float32 scalar constant. */
  scalar(value: number): string {
    return this.constant(Float32Array.of(value), []);
  }

  /** Adds a node with one output and returns the output's name. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string {
    return this.nodes(operator, inputs, 1, attributes)[0]!;
  }

  /** Adds a node with several outputs and returns their names. */
  nodes(
    operator: string,
    inputs: readonly string[],
    count: number,
    attributes: Readonly<Record<string, Attribute>> = {},
  ): string[] {
    const outputs = Array.from({ length: count }, () => `v${this.#values++}`);
    this.#nodes.push({ operator, inputs: [...inputs], outputs, attributes });
    return outputs;
  }

  /** The finished model. `results` maps each output port to the value that it shows. */
  encode(
    inputs: readonly PortSpec[],
    results: ReadonlyArray<PortSpec & { value: string }>,
  ): Uint8Array<ArrayBuffer> {
    const shown = results.map(({ name, value }): OnnxNode => {
      return { operator: 'Identity', inputs: [value], outputs: [name], attributes: {} };
    });
    return encodeModel({
      nodes: [...this.#nodes, ...shown],
      constants: this.#constants,
      inputs,
      outputs: results,
    });
  }
}

function elementTypeOf(values: ConstantArray): ElementType {
  if (values instanceof Float32Array) return 'float32';
  if (values instanceof Int32Array) return 'int32';
  return values instanceof BigInt64Array ? 'int64' : 'bool';
}
