import proto, { type onnx as Onnx } from 'onnx-proto';

// The package is CommonJS: Node sees its exports only through the default one.
const { onnx } = proto;

/** Element types that the engine uses, with their codes in ONNX. */
export type ElementType = 'float32' | 'int32' | 'int64' | 'bool';
const ELEMENT_CODE: Record<ElementType, number> = { float32: 1, int32: 6, int64: 7, bool: 9 };

export type Attribute = number | string | readonly number[];
/** A float attribute; plain numbers are whole. */
export class FloatAttribute {
  constructor(readonly value: number) {}
}

/** Arrays that a constant can hold; bool is one byte an element. */
export type ConstantArray = Float32Array | Int32Array | BigInt64Array | Uint8Array;

/** Name and shape of a graph input or output. */
export interface PortSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: ElementType;
}

// Operators as of ONNX 1.12: the newest version in which every operator used here has one plain form.
const OPSET = 17;
const IR_VERSION = 8;
// Longer constants are told apart by the array they live in, not by their content.
const DEDUPLICATE_UP_TO = 64;

/** An ONNX graph under construction. */
export class OnnxGraph {
  readonly #nodes: Onnx.INodeProto[] = [];
  readonly #constants: Onnx.ITensorProto[] = [];
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
    const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#constants.push({ name, dims: [...shape], dataType: ELEMENT_CODE[type], rawData });
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
    attributes: Record<string, Attribute | FloatAttribute> = {},
  ): string {
    return this.nodes(operator, inputs, 1, attributes)[0] as string;
  }

  /** Adds a node with several outputs and returns their names. */
  nodes(
    operator: string,
    inputs: readonly string[],
    outputs: number,
    attributes: Record<string, Attribute | FloatAttribute> = {},
  ): string[] {
    const output = Array.from({ length: outputs }, () => `v${this.#values++}`);
    this.#nodes.push({
      opType: operator,
      input: [...inputs],
      output,
      attribute: Object.entries(attributes).map(([name, value]) => attributeProto(name, value)),
    });
    return output;
  }

  /** The finished model. `results` maps each output port to the value that it shows. */
  encode(inputs: readonly PortSpec[], results: ReadonlyArray<PortSpec & { value: string }>): Uint8Array {
    const node = [
      ...this.#nodes,
      ...results.map(({ name, value }) => ({ opType: 'Identity', input: [value], output: [name] })),
    ];
    return onnx.ModelProto.encode({
      irVersion: IR_VERSION,
      opsetImport: [{ domain: '', version: OPSET }],
      graph: {
        name: 'nst',
        node,
        initializer: this.#constants,
        input: inputs.map(valueInfo),
        output: results.map(valueInfo),
      },
    }).finish();
  }
}

function elementTypeOf(values: ConstantArray): ElementType {
  if (values instanceof Float32Array) return 'float32';
  if (values instanceof Int32Array) return 'int32';
  return values instanceof BigInt64Array ? 'int64' : 'bool';
}

function attributeProto(name: string, value: Attribute | FloatAttribute): Onnx.IAttributeProto {
  const { AttributeType } = onnx.AttributeProto;
  if (value instanceof FloatAttribute) return { name, type: AttributeType.FLOAT, f: value.value };
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: value };
  if (typeof value === 'string') return { name, type: AttributeType.STRING, s: Buffer.from(value) };
  return { name, type: AttributeType.INTS, ints: [...value] };
}

function valueInfo({ name, shape, type }: PortSpec): Onnx.IValueInfoProto {
  const dim = shape.map((dimValue) => ({ dimValue }));
  return { name, type: { tensorType: { elemType: ELEMENT_CODE[type], shape: { dim } } } };
}
