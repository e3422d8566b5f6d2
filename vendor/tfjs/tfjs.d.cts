/* Types of the part of tfjs that nst uses, made by `npm run vendor`; not to be edited. Out of
   @tensorflow/tfjs-core 4.22.0,
   @tensorflow/tfjs-backend-cpu 4.22.0,
   Copyright Google LLC, Apache License 2.0 (see LICENSE beside this file). Changed: ops, kernels and gradients that nst
   does not use are left out, the rest is in one file, and what it keeps in the global object has names of its own. */
type GPUBuffer = unknown;
type RequestInit = unknown;
type Response = unknown;
type WebGLTexture = unknown;
/**
 * @license
 * Copyright 2017 Google LLC. All Rights Reserved.
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 * =============================================================================
 */
/** @docalias number[] */
export interface ShapeMap {
	R0: number[];
	R1: [
		number
	];
	R2: [
		number,
		number
	];
	R3: [
		number,
		number,
		number
	];
	R4: [
		number,
		number,
		number,
		number
	];
	R5: [
		number,
		number,
		number,
		number,
		number
	];
	R6: [
		number,
		number,
		number,
		number,
		number,
		number
	];
}
/** @docalias number[] */
export interface ArrayMap {
	R0: number;
	R1: number[];
	R2: number[][];
	R3: number[][][];
	R4: number[][][][];
	R5: number[][][][][];
	R6: number[][][][][][];
}
export interface DataTypeMap {
	float32: Float32Array;
	int32: Int32Array;
	bool: Uint8Array;
	complex64: Float32Array;
	string: string[];
}
export interface SingleValueMap {
	bool: boolean;
	int32: number;
	float32: number;
	complex64: number;
	string: string;
}
/** @docalias 'float32'|'int32'|'bool'|'complex64'|'string' */
export type DataType = keyof DataTypeMap;
export type NumericDataType = "float32" | "int32" | "bool" | "complex64";
export type TypedArray = Float32Array | Int32Array | Uint8Array;
/** Tensor data used in tensor creation and user-facing API. */
export type DataValues = DataTypeMap[DataType];
/** The underlying tensor data that gets stored in a backend. */
export type BackendValues = Float32Array | Int32Array | Uint8Array | Uint8Array[];
export declare enum Rank {
	R0 = "R0",
	R1 = "R1",
	R2 = "R2",
	R3 = "R3",
	R4 = "R4",
	R5 = "R5",
	R6 = "R6"
}
export interface RecursiveArray<T extends any> {
	[index: number]: T | RecursiveArray<T>;
}
export declare function upcastType(typeA: DataType, typeB: DataType): DataType;
/** @docalias TypedArray|Array */
export type TensorLike = TypedArray | number | boolean | string | RecursiveArray<number | number[] | TypedArray> | RecursiveArray<boolean> | RecursiveArray<string> | Uint8Array[];
/** @docalias TypedArray|Array */
export type TensorLike1D = TypedArray | number[] | boolean[] | string[] | Uint8Array[];
/** @docalias TypedArray|Array */
export type TensorLike2D = TypedArray | number[] | number[][] | boolean[] | boolean[][] | string[] | string[][] | Uint8Array[] | Uint8Array[][];
/** @docalias TypedArray|Array */
export type TensorLike3D = TypedArray | number[] | number[][][] | boolean[] | boolean[][][] | string[] | string[][][] | Uint8Array[] | Uint8Array[][][];
/** @docalias TypedArray|Array */
export type TensorLike4D = TypedArray | number[] | number[][][][] | boolean[] | boolean[][][][] | string[] | string[][][][] | Uint8Array[] | Uint8Array[][][][];
/**
 * Type for representing all permutations and combinations of 'RGBA' channels.
 */
export type WebGLChannels = "A" | "B" | "G" | "R" | "AB" | "AG" | "AR" | "BA" | "BG" | "BR" | "GA" | "GB" | "GR" | "RA" | "RB" | "RG" | "ABG" | "ABR" | "AGB" | "AGR" | "ARB" | "ARG" | "BAG" | "BAR" | "BGA" | "BGR" | "BRA" | "BRG" | "GAB" | "GAR" | "GBA" | "GBR" | "GRA" | "GRB" | "RAB" | "RAG" | "RBA" | "RBG" | "RGA" | "RGB" | "ABGR" | "ABRG" | "AGBR" | "AGRB" | "ARBG" | "ARGB" | "BAGR" | "BARG" | "BGAR" | "BGRA" | "BRAG" | "BRGA" | "GABR" | "GARB" | "GBAR" | "GBRA" | "GRAB" | "GRBA" | "RABG" | "RAGB" | "RBAG" | "RBGA" | "RGAB" | "RGBA";
/** Type for representing a texture data to create a tensor. */
export interface WebGLData {
	texture: WebGLTexture;
	height: number;
	width: number;
	channels: WebGLChannels;
}
/**
 * Type for representing a buffer data to create a tensor. Buffer usage should
 * at least support GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC. When
 * zeroCopy is false or undefined (default), this GPUBuffer will be copied to
 * the tensor's resource buffer. When zeroCopy is true, tensor will use this
 * GPUBuffer as tensor's resource buffer, user should not destroy this GPUBuffer
 * until all access is done. If not specified at creating a tensor, tensor type
 * is float32.
 */
export interface WebGPUData {
	buffer: GPUBuffer;
	zeroCopy?: boolean;
}
/**
 * We wrap data id since we use weak map to avoid memory leaks.
 * Since we have our own memory management, we have a reference counter
 * mapping a tensor to its data, so there is always a pointer (even if that
 * data is otherwise garbage collectable).
 * See https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/
 * Global_Objects/WeakMap
 */
export type DataId = object;
/** Holds metadata for a given tensor. */
export interface TensorInfo {
	dataId: DataId;
	shape: number[];
	dtype: DataType;
}
export interface Backend {
}
declare class TensorBuffer<R extends Rank, D extends DataType = "float32"> {
	dtype: D;
	size: number;
	shape: ShapeMap[R];
	strides: number[];
	values: DataTypeMap[D];
	constructor(shape: ShapeMap[R], dtype: D, values?: DataTypeMap[D]);
	/**
	 * Sets a value in the buffer at a given location.
	 *
	 * @param value The value to set.
	 * @param locs  The location indices.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Creation'}
	 */
	set(value: SingleValueMap[D], ...locs: number[]): void;
	/**
	 * Returns the value in the buffer at the provided location.
	 *
	 * @param locs The location indices.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Creation'}
	 */
	get(...locs: number[]): SingleValueMap[D];
	locToIndex(locs: number[]): number;
	indexToLoc(index: number): number[];
	get rank(): number;
	/**
	 * Creates an immutable `tf.Tensor` object from the buffer.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Creation'}
	 */
	toTensor(): Tensor<R>;
}
export interface DataToGPUWebGLOption {
	customTexShape?: [
		number,
		number
	];
}
export type DataToGPUOptions = DataToGPUWebGLOption;
export interface GPUData {
	tensorRef: Tensor;
	texture?: WebGLTexture;
	buffer?: GPUBuffer;
	texShape?: [
		number,
		number
	];
}
export interface TensorTracker {
	makeTensor(values: DataValues, shape: number[], dtype: DataType, backend?: Backend): Tensor;
	makeVariable(initialValue: Tensor, trainable?: boolean, name?: string, dtype?: DataType): Variable;
	incRef(a: Tensor, backend: Backend): void;
	disposeTensor(t: Tensor): void;
	disposeVariable(v: Variable): void;
	read(dataId: DataId): Promise<BackendValues>;
	readSync(dataId: DataId): BackendValues;
	readToGPU(dataId: DataId, options?: DataToGPUOptions): GPUData;
}
export declare namespace Tensor { }
/**
 * A `tf.Tensor` object represents an immutable, multidimensional array of
 * numbers that has a shape and a data type.
 *
 * For performance reasons, functions that create tensors do not necessarily
 * perform a copy of the data passed to them (e.g. if the data is passed as a
 * `Float32Array`), and changes to the data will change the tensor. This is not
 * a feature and is not supported. To avoid this behavior, use the tensor before
 * changing the input data or create a copy with `copy = tf.add(yourTensor, 0)`.
 *
 * See `tf.tensor` for details on how to create a `tf.Tensor`.
 *
 * @doc {heading: 'Tensors', subheading: 'Classes'}
 */
export declare class Tensor<R extends Rank = Rank> implements TensorInfo {
	/** Unique id of this tensor. */
	readonly id: number;
	/**
	 * Id of the bucket holding the data for this tensor. Multiple arrays can
	 * point to the same bucket (e.g. when calling array.reshape()).
	 */
	dataId: DataId;
	/** The shape of the tensor. */
	readonly shape: ShapeMap[R];
	/** Number of elements in the tensor. */
	readonly size: number;
	/** The data type for the array. */
	readonly dtype: DataType;
	/** The rank type for the array (see `Rank` enum). */
	readonly rankType: R;
	/** Whether this tensor has been globally kept. */
	kept: boolean;
	/** The id of the scope this tensor is being tracked in. */
	scopeId: number;
	/** The keras mask that some keras layers attach to the tensor */
	kerasMask?: Tensor;
	/**
	 * Number of elements to skip in each dimension when indexing. See
	 * https://docs.scipy.org/doc/numpy/reference/generated/\
	 * numpy.ndarray.strides.html
	 */
	readonly strides: number[];
	constructor(shape: ShapeMap[R], dtype: DataType, dataId: DataId, id: number);
	get rank(): number;
	/**
	 * Returns a promise of `tf.TensorBuffer` that holds the underlying data.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Classes'}
	 */
	buffer<D extends DataType = "float32">(): Promise<TensorBuffer<R, D>>;
	/**
	 * Returns a `tf.TensorBuffer` that holds the underlying data.
	 * @doc {heading: 'Tensors', subheading: 'Classes'}
	 */
	bufferSync<D extends DataType = "float32">(): TensorBuffer<R, D>;
	/**
	 * Returns the tensor data as a nested array. The transfer of data is done
	 * asynchronously.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Classes'}
	 */
	array(): Promise<ArrayMap[R]>;
	/**
	 * Returns the tensor data as a nested array. The transfer of data is done
	 * synchronously.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Classes'}
	 */
	arraySync(): ArrayMap[R];
	/**
	 * Asynchronously downloads the values from the `tf.Tensor`. Returns a
	 * promise of `TypedArray` that resolves when the computation has finished.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Classes'}
	 */
	data<D extends DataType = NumericDataType>(): Promise<DataTypeMap[D]>;
	/**
	 * Copy the tensor's data to a new GPU resource. Comparing to the `dataSync()`
	 * and `data()`, this method prevents data from being downloaded to CPU.
	 *
	 * For WebGL backend, the data will be stored on a densely packed texture.
	 * This means that the texture will use the RGBA channels to store value.
	 *
	 * For WebGPU backend, the data will be stored on a buffer. There is no
	 * parameter, so can not use a user-defined size to create the buffer.
	 *
	 * @param options:
	 *     For WebGL,
	 *         - customTexShape: Optional. If set, will use the user defined
	 *     texture shape to create the texture.
	 *
	 * @returns For WebGL backend, a GPUData contains the new texture and
	 *     its information.
	 *     {
	 *        tensorRef: The tensor that is associated with this texture,
	 *        texture: WebGLTexture,
	 *        texShape: [number, number] // [height, width]
	 *     }
	 *
	 *     For WebGPU backend, a GPUData contains the new buffer.
	 *     {
	 *        tensorRef: The tensor that is associated with this buffer,
	 *        buffer: GPUBuffer,
	 *     }
	 *
	 *     Remember to dispose the GPUData after it is used by
	 *     `res.tensorRef.dispose()`.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Classes'}
	 */
	dataToGPU(options?: DataToGPUOptions): GPUData;
	/**
	 * Synchronously downloads the values from the `tf.Tensor`. This blocks the
	 * UI thread until the values are ready, which can cause performance issues.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Classes'}
	 */
	dataSync<D extends DataType = NumericDataType>(): DataTypeMap[D];
	/** Returns the underlying bytes of the tensor's data. */
	bytes(): Promise<Uint8Array[] | Uint8Array>;
	/**
	 * Disposes `tf.Tensor` from memory.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Classes'}
	 */
	dispose(): void;
	protected isDisposedInternal: boolean;
	get isDisposed(): boolean;
	throwIfDisposed(): void;
	/**
	 * Prints the `tf.Tensor`. See `tf.print` for details.
	 *
	 * @param verbose Whether to print verbose information about the tensor,
	 *    including dtype and size.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Classes'}
	 */
	print(verbose?: boolean): void;
	/**
	 * Returns a copy of the tensor. See `tf.clone` for details.
	 * @doc {heading: 'Tensors', subheading: 'Classes'}
	 */
	clone<T extends Tensor>(this: T): T;
	/**
	 * Returns a human-readable description of the tensor. Useful for logging.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Classes'}
	 */
	toString(verbose?: boolean): string;
	variable(trainable?: boolean, name?: string, dtype?: DataType): Variable<R>;
}
/** @doclink Tensor */
export type Scalar = Tensor<Rank.R0>;
/** @doclink Tensor */
export type Tensor1D = Tensor<Rank.R1>;
/** @doclink Tensor */
export type Tensor2D = Tensor<Rank.R2>;
/** @doclink Tensor */
export type Tensor3D = Tensor<Rank.R3>;
/** @doclink Tensor */
export type Tensor4D = Tensor<Rank.R4>;
declare class Variable<R extends Rank = Rank> extends Tensor<R> {
	trainable: boolean;
	name: string;
	constructor(initialValue: Tensor<R>, trainable: boolean, name: string, tensorId: number);
	/**
	 * Assign a new `tf.Tensor` to this variable. The new `tf.Tensor` must have
	 * the same shape and dtype as the old `tf.Tensor`.
	 *
	 * @param newValue New tensor to be assigned to this variable.
	 *
	 * @doc {heading: 'Tensors', subheading: 'Classes'}
	 */
	assign(newValue: Tensor<R>): void;
	dispose(): void;
}
export interface BackendTimingInfo {
	kernelMs: number | {
		error: string;
	};
	getExtraProfileInfo?(): string;
}
export interface TensorStorage {
	read(dataId: DataId): Promise<BackendValues>;
	readSync(dataId: DataId): BackendValues;
	disposeData(dataId: DataId, force?: boolean): boolean;
	write(values: BackendValues, shape: number[], dtype: DataType): DataId;
	move(dataId: DataId, values: BackendValues, shape: number[], dtype: DataType, refCount: number): void;
	memory(): {
		unreliable: boolean;
	};
	/** Returns number of data ids currently in the storage. */
	numDataIds(): number;
	refCount(dataId: DataId): number;
}
export interface DataMover {
	/**
	 * To be called by backends whenever they see a dataId that they don't own.
	 * Upon calling this method, the mover will fetch the tensor from another
	 * backend and register it with the current active backend.
	 */
	moveData(backend: KernelBackend, dataId: DataId): void;
}
export interface BackendTimer {
	timerAvailable(): boolean;
	time(f: () => void): Promise<BackendTimingInfo>;
}
/**
 * The interface that defines the kernels that should be implemented when
 * adding a new backend. New backends don't need to implement every one of the
 * methods, this can be done gradually (throw an error for unimplemented
 * methods).
 */
export declare class KernelBackend implements TensorStorage, Backend, BackendTimer {
	refCount(dataId: DataId): number;
	incRef(dataId: DataId): void;
	timerAvailable(): boolean;
	time(f: () => void): Promise<BackendTimingInfo>;
	read(dataId: object): Promise<BackendValues>;
	readSync(dataId: object): BackendValues;
	readToGPU(dataId: object, options?: DataToGPUOptions): GPUData;
	numDataIds(): number;
	disposeData(dataId: object, force?: boolean): boolean;
	write(values: BackendValues, shape: number[], dtype: DataType): DataId;
	move(dataId: DataId, values: BackendValues, shape: number[], dtype: DataType, refCount: number): void;
	createTensorFromGPUData(values: WebGLData | WebGPUData, shape: number[], dtype: DataType): Tensor;
	memory(): {
		unreliable: boolean;
		reasons?: string[];
	};
	/** Returns the highest precision for floats in bits (e.g. 16 or 32) */
	floatPrecision(): 16 | 32;
	/** Returns the smallest representable number.  */
	epsilon(): number;
	dispose(): void;
}
/**
 * Additional options for Platform.fetch
 */
export interface RequestDetails {
	/**
	 * Is this request for a binary file (as opposed to a json file)
	 */
	isBinary?: boolean;
}
/**
 * At any given time a single platform is active and represents and
 * implementation of this interface. In practice, a platform is an environment
 * where TensorFlow.js can be executed, e.g. the browser or Node.js.
 */
export interface Platform {
	/**
	 * Makes an HTTP request.
	 * @param path The URL path to make a request to
	 * @param init The request init. See init here:
	 *     https://developer.mozilla.org/en-US/docs/Web/API/Request/Request
	 */
	fetch(path: string, requestInits?: RequestInit, options?: RequestDetails): Promise<Response>;
	/**
	 * Returns the current high-resolution time in milliseconds relative to an
	 * arbitrary time in the past. It works across different platforms (node.js,
	 * browsers).
	 */
	now(): number;
	/**
	 * Encode the provided string into an array of bytes using the provided
	 * encoding.
	 */
	encode(text: string, encoding: string): Uint8Array;
	/** Decode the provided bytes into a string using the provided encoding. */
	decode(bytes: Uint8Array, encoding: string): string;
	setTimeoutCustom?(functionRef: Function, delay: number): void;
	isTypedArray(a: unknown): a is Float32Array | Int32Array | Uint8Array | Uint8ClampedArray;
}
export type FlagValue = number | boolean | string;
export type FlagEvaluationFn = (() => FlagValue) | (() => Promise<FlagValue>);
export type Flags = {
	[featureName: string]: FlagValue;
};
declare class Environment {
	global: any;
	private flags;
	private flagRegistry;
	private urlFlags;
	platformName: string;
	platform: Platform;
	getQueryParams: typeof getQueryParams;
	constructor(global: any);
	setPlatform(platformName: string, platform: Platform): void;
	registerFlag(flagName: string, evaluationFn: FlagEvaluationFn, setHook?: (value: FlagValue) => void): void;
	getAsync(flagName: string): Promise<FlagValue>;
	get(flagName: string): FlagValue;
	getNumber(flagName: string): number;
	getBool(flagName: string): boolean;
	getString(flagName: string): string;
	getFlags(): Flags;
	get features(): Flags;
	set(flagName: string, value: FlagValue): void;
	private evaluateFlag;
	setFlags(flags: Flags): void;
	reset(): void;
	private populateURLFlags;
}
declare function getQueryParams(queryString: string): {
	[key: string]: string;
};
/** @docalias {[name: string]: Tensor} */
export type NamedTensorMap = {
	[name: string]: Tensor;
};
export type NamedVariableMap = {
	[name: string]: Variable;
};
export type GradSaveFunc = (save: Tensor[]) => void;
/**
 * @docalias void|number|string|TypedArray|Tensor|Tensor[]|{[key:
 * string]:Tensor|number|string}
 */
export type TensorContainer = void | Tensor | string | number | boolean | TensorContainerObject | TensorContainerArray | Float32Array | Int32Array | Uint8Array;
export interface TensorContainerObject {
	[x: string]: TensorContainer;
}
export interface TensorContainerArray extends Array<TensorContainer> {
}
export interface TapeNode {
	id: number;
	kernelName: string;
	outputs: Tensor[];
	inputs: NamedTensorMap;
	gradient?: (dys: Tensor[]) => NamedGradientMap;
	saved?: Tensor[];
}
export type NamedGradientMap = {
	[inputName: string]: () => Tensor;
};
export type AttributeValue = number | number[] | boolean | boolean[] | string | string[] | NamedAttrMap;
/** These are extra non-tensor/primitive params passed to kernel functions. */
export type Attribute = AttributeValue | RecursiveArray<AttributeValue>;
/** Specifies the code to run when executing a kernel. */
export type KernelFunc = (params: {
	inputs: NamedTensorInfoMap;
	backend: {};
	attrs?: NamedAttrMap;
}) => TensorInfo | TensorInfo[];
/** The function to run when computing a gradient during backprop. */
export type GradFunc = (dy: Tensor | Tensor[], saved: Tensor[], attrs: NamedAttrMap) => NamedGradientMap;
/** Function that gets called after the backend initializes. */
export type KernelSetupFunc = (backend: {}) => void;
/** Function that gets called right before the backend is disposed. */
export type KernelDisposeFunc = KernelSetupFunc;
/** Config object for registering a kernel in the global registry. */
export interface KernelConfig {
	kernelName: string;
	backendName: string;
	kernelFunc: KernelFunc;
	setupFunc?: KernelSetupFunc;
	disposeFunc?: KernelDisposeFunc;
}
/** Config object for registering a gradient in the global registry. */
export interface GradConfig {
	kernelName: string;
	inputsToSave?: string[];
	saveAllInputs?: boolean;
	outputsToSave?: boolean[];
	gradFunc: GradFunc;
}
export interface NamedTensorInfoMap {
	[name: string]: TensorInfo | undefined;
}
export interface NamedAttrMap {
	[name: string]: Attribute;
}
/**
 * Registers the function (forward pass) for the kernel in a global registry.
 *
 * @param config A config object with the following properties:
 * - `kernelName` The official name of the kernel.
 * - `backendName` The official name of the backend.
 * - `kernelFunc` The function to run during the forward pass of the kernel.
 * - `setupFunc` Optional. Gets called once, after the backend initializes.
 * - `disposeFunc` Optional. Gets called once, right before the backend is
 * disposed.
 */
export declare function registerKernel(config: KernelConfig): void;
/**
 * Registers a gradient function for a given kernel in the global registry,
 * to be used during the back-propagation of that kernel.
 *
 * @param config An object with the following properties:
 * - `kernelName` The name of the kernel that the gradient function is for.
 * - `gradFunc` The function to run during back-propagation.
 */
export declare function registerGradient(config: GradConfig): void;
/**
 * @docalias (a: Tensor, b: Tensor,..., save?: Function) => {
 *   value: Tensor,
 *   gradFunc: (dy: Tensor, saved?: NamedTensorMap) => Tensor | Tensor[]
 * }
 */
export type CustomGradientFunc<T extends Tensor> = (...inputs: Array<Tensor | GradSaveFunc>) => {
	value: T;
	gradFunc: (dy: T, saved: Tensor[]) => Tensor | Tensor[];
};
export type MemoryInfo = {
	numTensors: number;
	numDataBuffers: number;
	numBytes: number;
	unreliable?: boolean;
	reasons: string[];
};
export type KernelInfo = {
	name: string;
	bytesAdded: number;
	totalBytesSnapshot: number;
	tensorsAdded: number;
	totalTensorsSnapshot: number;
	inputShapes: number[][];
	outputShapes: number[][];
	kernelTimeMs: number | {
		error: string;
	} | Promise<number | {
		error: string;
	}>;
	extraInfo: string | Promise<string>;
};
export type ProfileInfo = {
	newBytes: number;
	newTensors: number;
	peakBytes: number;
	kernels: KernelInfo[];
	result: TensorContainer;
	kernelNames: string[];
};
export interface TimingInfo extends BackendTimingInfo {
	wallMs: number;
}
/** @docalias Function */
export type ScopeFn<T extends TensorContainer> = () => T;
export interface ScopeState {
	track: Tensor[];
	name: string;
	id: number;
}
declare class EngineState {
	registeredVariables: NamedVariableMap;
	nextTapeNodeId: number;
	numBytes: number;
	numTensors: number;
	numStringTensors: number;
	numDataBuffers: number;
	activeTape: TapeNode[];
	gradientDepth: number;
	kernelDepth: number;
	activeScope: ScopeState;
	scopeStack: ScopeState[];
	/**
	 * Keeps track of the number of data moves during a kernel execution. We
	 * maintain a stack since kernels can call other kernels, recursively.
	 */
	numDataMovesStack: number[];
	nextScopeId: number;
	tensorInfo: WeakMap<object, {
		backend: KernelBackend;
		bytes: number;
		dtype: DataType;
		shape: number[];
	}>;
	profiling: boolean;
	activeProfile: ProfileInfo;
	dispose(): void;
}
declare class Engine implements TensorTracker, DataMover {
	ENV: Environment;
	state: EngineState;
	backendName: string;
	registry: {
		[id: string]: KernelBackend;
	};
	registryFactory: {
		[id: string]: {
			factory: () => KernelBackend | Promise<KernelBackend>;
			priority: number;
		};
	};
	private profiler;
	private backendInstance;
	private pendingBackendInit;
	private pendingBackendInitId;
	constructor(ENV: Environment);
	ready(): Promise<void>;
	get backend(): KernelBackend;
	backendNames(): string[];
	findBackend(backendName: string): KernelBackend;
	findBackendFactory(backendName: string): () => KernelBackend | Promise<KernelBackend>;
	registerBackend(backendName: string, factory: () => KernelBackend | Promise<KernelBackend>, priority?: number): boolean;
	setBackend(backendName: string): Promise<boolean>;
	private setupRegisteredKernels;
	private disposeRegisteredKernels;
	/**
	 * Initializes a backend by looking up the backend name in the factory
	 * registry and calling the factory method. Returns a boolean representing
	 * whether the initialization of the backend succeeded. Throws an error if
	 * there is no backend in the factory registry.
	 */
	private initializeBackend;
	removeBackend(backendName: string): void;
	private getSortedBackends;
	private initializeBackendsAndReturnBest;
	moveData(backend: KernelBackend, dataId: DataId): void;
	tidy<T extends TensorContainer>(nameOrFn: string | ScopeFn<T>, fn?: ScopeFn<T>): T;
	private scopedRun;
	private static nextTensorId;
	private nextTensorId;
	private static nextVariableId;
	private nextVariableId;
	/**
	 * This method is called instead of the public-facing tensor.clone() when
	 * saving a tensor for backwards pass. It makes sure to add the clone
	 * operation to the tape regardless of being called inside a kernel
	 * execution.
	 */
	private clone;
	/**
	 * Execute a kernel with the given name and return the output tensor.
	 *
	 * @param kernelName The name of the kernel to execute.
	 * @param inputs A map of input names to tensors.
	 * @param attrs A map of attribute names to their values. An attribute is a
	 *     primitive (non-tensor) input to the kernel.
	 * @param inputsToSave A list of tensors, inputs to save for the backprop
	 *     computation.
	 * @param outputsToSave A list of booleans, specifying which output to save
	 *     for the backprop computation. These are booleans since the output
	 * tensors are not visible to the user.
	 */
	runKernel<T extends Tensor | Tensor[]>(kernelName: string, inputs: NamedTensorMap, attrs?: NamedAttrMap): T;
	private shouldCheckForMemLeaks;
	private checkKernelForMemLeak;
	/**
	 * Internal helper method to execute a kernel Func
	 *
	 * Use `runKernel` to execute kernels from outside of engine.
	 */
	private runKernelFunc;
	/**
	 * Saves tensors used in forward mode for use in backward mode.
	 *
	 * @param tensors the list of tensors to save.
	 */
	private saveTensorsForBackwardMode;
	/**
	 * Returns a list of tensors to save for a given gradient calculation.
	 *
	 * @param kernelName name of kernel to look up gradient for.
	 * @param inputs a map of input tensors.
	 * @param outputs an array of output tensors from forward mode of kernel.
	 */
	private getTensorsForGradient;
	/**
	 * Internal method used by public APIs for tensor creation. Makes a new
	 * tensor with the provided shape, dtype and values. It always
	 * creates a new data id and writes the values to the underlying backend.
	 */
	makeTensor(values: DataValues, shape: number[], dtype: DataType, backend?: KernelBackend): Tensor;
	/**
	 * Internal method used by backends. Makes a new tensor
	 * that is a wrapper around an existing data id. It doesn't create
	 * a new data id, only increments the ref count used in memory tracking.
	 * @deprecated
	 */
	makeTensorFromDataId(dataId: DataId, shape: number[], dtype: DataType, backend?: KernelBackend): Tensor;
	/**
	 * Internal method used by backends. Makes a new tensor that is a wrapper
	 * around an existing data id in TensorInfo. It doesn't create a new data id,
	 * only increments the ref count used in memory tracking.
	 */
	makeTensorFromTensorInfo(tensorInfo: TensorInfo, backend?: KernelBackend): Tensor;
	makeVariable(initialValue: Tensor, trainable?: boolean, name?: string, dtype?: DataType): Variable;
	trackTensor(a: Tensor, backend: KernelBackend): void;
	incRef(a: Tensor, backend: KernelBackend): void;
	removeDataId(dataId: DataId, backend: KernelBackend): void;
	disposeTensor(a: Tensor): void;
	disposeVariables(): void;
	disposeVariable(v: Variable): void;
	memory(): MemoryInfo;
	profile(query: () => (TensorContainer | Promise<TensorContainer>)): Promise<ProfileInfo>;
	isTapeOn(): boolean;
	private addTapeNode;
	keep<T extends Tensor>(result: T): T;
	private startTape;
	private endTape;
	/**
	 * Start a scope. Use this with endScope() to achieve the same functionality
	 * as scope() without the need for a function closure.
	 */
	startScope(name?: string): void;
	/**
	 * End a scope. Use this with startScope() to achieve the same functionality
	 * as scope() without the need for a function closure.
	 */
	endScope(result?: TensorContainer): void;
	/**
	 * Returns gradients of `f` with respect to each of the `xs`. The gradients
	 * returned are of the same length as `xs`, but some might be null if `f`
	 * was not a function of that `x`. It also takes optional dy to multiply the
	 * gradient, which defaults to `1`.
	 */
	gradients<T extends Tensor>(f: () => T, xs: Tensor[], dy?: T, allowNoGradients?: boolean): {
		value: T;
		grads: Tensor[];
	};
	customGrad<T extends Tensor>(f: CustomGradientFunc<T>): (...args: Array<Tensor | GradSaveFunc>) => T;
	readSync(dataId: DataId): BackendValues;
	read(dataId: DataId): Promise<BackendValues>;
	readToGPU(dataId: DataId, options?: DataToGPUOptions): GPUData;
	time(query: () => void): Promise<TimingInfo>;
	/**
	 * Tracks a Tensor in the current scope to be automatically cleaned up
	 * when the current scope ends, and returns the value.
	 *
	 * @param result The Tensor to track in the current scope.
	 */
	private track;
	get registeredVariables(): NamedVariableMap;
	/**
	 * Resets the engine state. Removes all backends but does not remove
	 * registered backend factories.
	 */
	reset(): void;
}
/**
 * Returns the axes in the output space that should be reduced to produce
 * the input space.
 */
export declare function getReductionAxes(inShape: number[], outShape: number[]): number[];
export declare function assertAndGetBroadcastShape(shapeA: number[], shapeB: number[]): number[];
export type SliceInfo = {
	finalShapeSparse: number[];
	finalShape: number[];
	isIdentity: boolean;
	sliceDim0: boolean;
	isSimpleSlice: boolean;
	begin: number[];
	end: number[];
	strides: number[];
};
/** Computes the output shape given the strided slice params. */
export declare function computeOutShape(begin: number[], end: number[], strides: number[]): number[];
export declare function parseSliceParams(x: TensorInfo, begin: number | number[], size?: number | number[]): number[][];
export declare function sliceInfo(xShape: number[], begin: number[], end: number[], strides: number[], beginMask: number, endMask: number, ellipsisMask: number, newAxisMask: number, shrinkAxisMask: number): SliceInfo;
/**
 * Returns the size (number of elements) of the tensor given its shape.
 *
 * ```js
 * const shape = [3, 4, 2];
 * const size = tf.util.sizeFromShape(shape);
 * console.log(size);
 * ```
 *
 * @doc {heading: 'Util', namespace: 'util'}
 */
export declare function sizeFromShape(shape: number[]): number;
/**
 * Given the full size of the array and a shape that may contain -1 as the
 * implicit dimension, returns the inferred shape where -1 is replaced.
 * E.g. For shape=[2, -1, 3] and size=24, it will return [2, 4, 3].
 *
 * @param shape The shape, which may contain -1 in some dimension.
 * @param size The full size (number of elements) of the array.
 * @return The inferred shape where -1 is replaced with the inferred size.
 */
export declare function inferFromImplicitShape(shape: number[], size: number): number[];
declare function abs_<T extends Tensor>(x: T | TensorLike): T;
export declare const abs: typeof abs_;
declare function acos_<T extends Tensor>(x: T | TensorLike): T;
export declare const acos: typeof acos_;
declare function add_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const add: typeof add_;
declare function addN_<T extends Tensor>(tensors: Array<T | TensorLike>): T;
export declare const addN: typeof addN_;
declare function argMax_<T extends Tensor>(x: Tensor | TensorLike, axis?: number): T;
export declare const argMax: typeof argMax_;
declare function argMin_<T extends Tensor>(x: Tensor | TensorLike, axis?: number): T;
export declare const argMin: typeof argMin_;
declare function asin_<T extends Tensor>(x: T | TensorLike): T;
export declare const asin: typeof asin_;
declare function atan_<T extends Tensor>(x: T | TensorLike): T;
export declare const atan: typeof atan_;
declare function atan2_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const atan2: typeof atan2_;
/**
 * @license
 * Copyright 2020 Google LLC. All Rights Reserved.
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 * http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 * =============================================================================
 */
export type PadType = "SAME" | "VALID" | "NUMBER" | "EXPLICIT";
export type ExplicitPadding = [
	[
		number,
		number
	],
	[
		number,
		number
	],
	[
		number,
		number
	],
	[
		number,
		number
	]
];
export type PadInfo = {
	top: number;
	left: number;
	right: number;
	bottom: number;
	type: PadType;
};
/**
 * Information about the forward pass of a convolution/pooling operation.
 * It includes input and output shape, strides, filter size and padding
 * information.
 */
export type Conv2DInfo = {
	batchSize: number;
	inHeight: number;
	inWidth: number;
	inChannels: number;
	outHeight: number;
	outWidth: number;
	outChannels: number;
	dataFormat: "channelsFirst" | "channelsLast";
	strideHeight: number;
	strideWidth: number;
	dilationHeight: number;
	dilationWidth: number;
	filterHeight: number;
	filterWidth: number;
	effectiveFilterHeight: number;
	effectiveFilterWidth: number;
	padInfo: PadInfo;
	inShape: [
		number,
		number,
		number,
		number
	];
	outShape: [
		number,
		number,
		number,
		number
	];
	filterShape: [
		number,
		number,
		number,
		number
	];
};
export declare function computePool2DInfo(inShape: [
	number,
	number,
	number,
	number
], filterSize: [
	number,
	number
] | number, strides: number | [
	number,
	number
], dilations: number | [
	number,
	number
], pad: "same" | "valid" | number | ExplicitPadding, roundingMode?: "floor" | "round" | "ceil", dataFormat?: "channelsFirst" | "channelsLast"): Conv2DInfo;
/**
 * Computes the information for a forward pass of a convolution/pooling
 * operation.
 */
export declare function computeConv2DInfo(inShape: [
	number,
	number,
	number,
	number
], filterShape: [
	number,
	number,
	number,
	number
], strides: number | [
	number,
	number
], dilations: number | [
	number,
	number
], pad: "same" | "valid" | number | ExplicitPadding, roundingMode?: "floor" | "round" | "ceil", depthwise?: boolean, dataFormat?: "channelsFirst" | "channelsLast"): Conv2DInfo;
declare function avgPool_<T extends Tensor3D | Tensor4D>(x: T | TensorLike, filterSize: [
	number,
	number
] | number, strides: [
	number,
	number
] | number, pad: "valid" | "same" | number | ExplicitPadding, dimRoundingMode?: "floor" | "round" | "ceil"): T;
export declare const avgPool: typeof avgPool_;
declare function broadcastTo_<R extends Rank>(x: Tensor | TensorLike, shape: ShapeMap[R]): Tensor<R>;
export declare const broadcastTo: typeof broadcastTo_;
/**
 * Creates an empty `tf.TensorBuffer` with the specified `shape` and `dtype`.
 *
 * The values are stored in CPU as `TypedArray`. Fill the buffer using
 * `buffer.set()`, or by modifying directly `buffer.values`.
 *
 * When done, call `buffer.toTensor()` to get an immutable `tf.Tensor` with
 * those values.
 *
 * ```js
 * // Create a buffer and set values at particular indices.
 * const buffer = tf.buffer([2, 2]);
 * buffer.set(3, 0, 0);
 * buffer.set(5, 1, 0);
 *
 * // Convert the buffer back to a tensor.
 * buffer.toTensor().print();
 * ```
 *
 * @param shape An array of integers defining the output tensor shape.
 * @param dtype The dtype of the buffer. Defaults to 'float32'.
 * @param values The values of the buffer as `TypedArray`. Defaults to
 * zeros.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function buffer<R extends Rank, D extends DataType = "float32">(shape: ShapeMap[R], dtype?: D, values?: DataTypeMap[D]): TensorBuffer<R, D>;
declare function cast_<T extends Tensor>(x: T | TensorLike, dtype: DataType): T;
export declare const cast: typeof cast_;
declare function ceil_<T extends Tensor>(x: T | TensorLike): T;
export declare const ceil: typeof ceil_;
declare function clipByValue_<T extends Tensor>(x: T | TensorLike, clipValueMin: number, clipValueMax: number): T;
export declare const clipByValue: typeof clipByValue_;
declare function complex_<T extends Tensor>(real: T | TensorLike, imag: T | TensorLike): T;
export declare const complex: typeof complex_;
declare function concat_<T extends Tensor>(tensors: Array<T | TensorLike>, axis?: number): T;
export declare const concat: typeof concat_;
declare function conv2d_<T extends Tensor3D | Tensor4D>(x: T | TensorLike, filter: Tensor4D | TensorLike, strides: [
	number,
	number
] | number, pad: "valid" | "same" | number | ExplicitPadding, dataFormat?: "NHWC" | "NCHW", dilations?: [
	number,
	number
] | number, dimRoundingMode?: "floor" | "round" | "ceil"): T;
export declare const conv2d: typeof conv2d_;
declare function conv2dTranspose_<T extends Tensor3D | Tensor4D>(x: T | TensorLike, filter: Tensor4D | TensorLike, outputShape: [
	number,
	number,
	number,
	number
] | [
	number,
	number,
	number
], strides: [
	number,
	number
] | number, pad: "valid" | "same" | number | ExplicitPadding, dimRoundingMode?: "floor" | "round" | "ceil"): T;
export declare const conv2dTranspose: typeof conv2dTranspose_;
declare function cos_<T extends Tensor>(x: T | TensorLike): T;
export declare const cos: typeof cos_;
declare function cosh_<T extends Tensor>(x: T | TensorLike): T;
export declare const cosh: typeof cosh_;
declare function cumprod_<T extends Tensor>(x: Tensor | TensorLike, axis?: number, exclusive?: boolean, reverse?: boolean): T;
export declare const cumprod: typeof cumprod_;
declare function cumsum_<T extends Tensor>(x: Tensor | TensorLike, axis?: number, exclusive?: boolean, reverse?: boolean): T;
export declare const cumsum: typeof cumsum_;
declare function depthwiseConv2d_<T extends Tensor3D | Tensor4D>(x: T | TensorLike, filter: Tensor4D | TensorLike, strides: [
	number,
	number
] | number, pad: "valid" | "same" | number | ExplicitPadding, dataFormat?: "NHWC" | "NCHW", dilations?: [
	number,
	number
] | number, dimRoundingMode?: "floor" | "round" | "ceil"): T;
export declare const depthwiseConv2d: typeof depthwiseConv2d_;
declare function div_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const div: typeof div_;
declare function elu_<T extends Tensor>(x: T | TensorLike): T;
export declare const elu: typeof elu_;
declare function equal_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const equal: typeof equal_;
declare function erf_<T extends Tensor>(x: T | TensorLike): T;
export declare const erf: typeof erf_;
declare function exp_<T extends Tensor>(x: T | TensorLike): T;
export declare const exp: typeof exp_;
declare function expandDims_<T extends Tensor>(x: Tensor | TensorLike, axis?: number): T;
export declare const expandDims: typeof expandDims_;
declare function expm1_<T extends Tensor>(x: T | TensorLike): T;
export declare const expm1: typeof expm1_;
declare function eye_(numRows: number, numColumns?: number, batchShape?: [
	number
] | [
	number,
	number
] | [
	number,
	number,
	number
] | [
	number,
	number,
	number,
	number
], dtype?: DataType): Tensor2D;
export declare const eye: typeof eye_;
/**
 * Creates a `tf.Tensor` filled with a scalar value.
 *
 * ```js
 * tf.fill([2, 2], 4).print();
 * ```
 *
 * @param shape An array of integers defining the output tensor shape.
 * @param value The scalar value to fill the tensor with.
 * @param dtype The type of an element in the resulting tensor. Defaults to
 *     'float32' if the given param value is a number, otherwise 'string'.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function fill<R extends Rank>(shape: ShapeMap[R], value: number | string, dtype?: DataType): Tensor<R>;
declare function floor_<T extends Tensor>(x: T | TensorLike): T;
export declare const floor: typeof floor_;
declare function floorDiv_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const floorDiv: typeof floorDiv_;
declare function gather_<T extends Tensor>(x: T | TensorLike, indices: Tensor | TensorLike, axis?: number, batchDims?: number): T;
export declare const gather: typeof gather_;
declare function greater_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const greater: typeof greater_;
declare function greaterEqual_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const greaterEqual: typeof greaterEqual_;
declare function isNaN_<T extends Tensor>(x: T | TensorLike): T;
declare const isNaN$1: typeof isNaN_;
declare function leakyRelu_<T extends Tensor>(x: T | TensorLike, alpha?: number): T;
export declare const leakyRelu: typeof leakyRelu_;
declare function less_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const less: typeof less_;
declare function lessEqual_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const lessEqual: typeof lessEqual_;
/**
 * Return an evenly spaced sequence of numbers over the given interval.
 *
 * ```js
 * tf.linspace(0, 9, 10).print();
 * ```
 * @param start The start value of the sequence.
 * @param stop The end value of the sequence.
 * @param num The number of values to generate.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function linspace(start: number, stop: number, num: number): Tensor1D;
declare function log_<T extends Tensor>(x: T | TensorLike): T;
export declare const log: typeof log_;
declare function log1p_<T extends Tensor>(x: T | TensorLike): T;
export declare const log1p: typeof log1p_;
declare function logSoftmax_<T extends Tensor>(logits: T | TensorLike, axis?: number): T;
export declare const logSoftmax: typeof logSoftmax_;
declare function logSumExp_<T extends Tensor>(x: Tensor | TensorLike, axis?: number | number[], keepDims?: boolean): T;
export declare const logSumExp: typeof logSumExp_;
declare function logicalAnd_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const logicalAnd: typeof logicalAnd_;
declare function logicalNot_<T extends Tensor>(x: T | TensorLike): T;
export declare const logicalNot: typeof logicalNot_;
declare function logicalOr_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const logicalOr: typeof logicalOr_;
declare function matMul_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike, transposeA?: boolean, transposeB?: boolean): T;
export declare const matMul: typeof matMul_;
declare function max_<T extends Tensor>(x: Tensor | TensorLike, axis?: number | number[], keepDims?: boolean): T;
export declare const max: typeof max_;
declare function maxPool_<T extends Tensor3D | Tensor4D>(x: T | TensorLike, filterSize: [
	number,
	number
] | number, strides: [
	number,
	number
] | number, pad: "valid" | "same" | number | ExplicitPadding, dimRoundingMode?: "floor" | "round" | "ceil"): T;
export declare const maxPool: typeof maxPool_;
declare function maximum_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const maximum: typeof maximum_;
declare function mean_<T extends Tensor>(x: Tensor | TensorLike, axis?: number | number[], keepDims?: boolean): T;
export declare const mean: typeof mean_;
declare function min_<T extends Tensor>(x: Tensor | TensorLike, axis?: number | number[], keepDims?: boolean): T;
export declare const min: typeof min_;
declare function minimum_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const minimum: typeof minimum_;
declare function mirrorPad_<T extends Tensor>(x: T | TensorLike, paddings: Array<[
	number,
	number
]>, mode: "reflect" | "symmetric"): T;
export declare const mirrorPad: typeof mirrorPad_;
declare function mod_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const mod: typeof mod_;
declare function moments_(x: Tensor | TensorLike, axis?: number | number[], keepDims?: boolean): {
	mean: Tensor;
	variance: Tensor;
};
export declare const moments: typeof moments_;
declare function mul_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const mul: typeof mul_;
declare function neg_<T extends Tensor>(x: T | TensorLike): T;
export declare const neg: typeof neg_;
declare function notEqual_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const notEqual: typeof notEqual_;
declare function oneHot_(indices: Tensor | TensorLike, depth: number, onValue?: number, offValue?: number, dtype?: DataType): Tensor;
export declare const oneHot: typeof oneHot_;
/**
 * Creates a `tf.Tensor` with all elements set to 1.
 *
 * ```js
 * tf.ones([2, 2]).print();
 * ```
 *
 * @param shape An array of integers defining the output tensor shape.
 * @param dtype The type of an element in the resulting tensor. Defaults to
 *     'float'.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function ones<R extends Rank>(shape: ShapeMap[R], dtype?: DataType): Tensor<R>;
declare function onesLike_<T extends Tensor>(x: T | TensorLike): T;
export declare const onesLike: typeof onesLike_;
declare function pad_<T extends Tensor>(x: T | TensorLike, paddings: Array<[
	number,
	number
]>, constantValue?: number): T;
export declare const pad: typeof pad_;
declare function pow_<T extends Tensor>(base: Tensor | TensorLike, exp: Tensor | TensorLike): T;
export declare const pow: typeof pow_;
declare function prelu_<T extends Tensor>(x: T | TensorLike, alpha: T | TensorLike): T;
export declare const prelu: typeof prelu_;
declare function prod_<T extends Tensor>(x: Tensor | TensorLike, axis?: number | number[], keepDims?: boolean): T;
export declare const prod: typeof prod_;
/**
 * Creates a new `tf.Tensor1D` filled with the numbers in the range provided.
 *
 * The tensor is a half-open interval meaning it includes start, but
 * excludes stop. Decrementing ranges and negative step values are also
 * supported.
 *
 *
 * ```js
 * tf.range(0, 9, 2).print();
 * ```
 *
 * @param start An integer start value
 * @param stop An integer stop value
 * @param step An integer increment (will default to 1 or -1)
 * @param dtype The data type of the output tensor. Defaults to 'float32'.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function range(start: number, stop: number, step?: number, dtype?: "float32" | "int32"): Tensor1D;
declare function real_<T extends Tensor>(input: T | TensorLike): T;
export declare const real: typeof real_;
declare function reciprocal_<T extends Tensor>(x: T | TensorLike): T;
export declare const reciprocal: typeof reciprocal_;
declare function relu_<T extends Tensor>(x: T | TensorLike): T;
export declare const relu: typeof relu_;
declare function relu6_<T extends Tensor>(x: T | TensorLike): T;
export declare const relu6: typeof relu6_;
declare function reshape_<R extends Rank>(x: Tensor | TensorLike, shape: ShapeMap[R]): Tensor<R>;
export declare const reshape: typeof reshape_;
declare function reverse_<T extends Tensor>(x: T | TensorLike, axis?: number | number[]): T;
export declare const reverse: typeof reverse_;
declare function round_<T extends Tensor>(x: T | TensorLike): T;
export declare const round: typeof round_;
declare function rsqrt_<T extends Tensor>(x: T | TensorLike): T;
export declare const rsqrt: typeof rsqrt_;
/**
 * Creates rank-0 `tf.Tensor` (scalar) with the provided value and dtype.
 *
 * The same functionality can be achieved with `tf.tensor`, but in general
 * we recommend using `tf.scalar` as it makes the code more readable.
 *
 * ```js
 * tf.scalar(3.14).print();
 * ```
 *
 * @param value The value of the scalar.
 * @param dtype The data type.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function scalar(value: number | boolean | string | Uint8Array, dtype?: DataType): Scalar;
declare function selu_<T extends Tensor>(x: T | TensorLike): T;
export declare const selu: typeof selu_;
declare function sigmoid_<T extends Tensor>(x: T | TensorLike): T;
export declare const sigmoid: typeof sigmoid_;
declare function sign_<T extends Tensor>(x: T | TensorLike): T;
export declare const sign: typeof sign_;
declare function sin_<T extends Tensor>(x: T | TensorLike): T;
export declare const sin: typeof sin_;
declare function sinh_<T extends Tensor>(x: T | TensorLike): T;
export declare const sinh: typeof sinh_;
declare function slice_<R extends Rank, T extends Tensor<R>>(x: T | TensorLike, begin: number | number[], size?: number | number[]): T;
export declare const slice: typeof slice_;
declare function softmax_<T extends Tensor>(logits: T | TensorLike, dim?: number): T;
export declare const softmax: typeof softmax_;
declare function softplus_<T extends Tensor>(x: T | TensorLike): T;
export declare const softplus: typeof softplus_;
declare function split_<T extends Tensor>(x: Tensor | TensorLike, numOrSizeSplits: number[] | number, axis?: number): T[];
export declare const split: typeof split_;
declare function sqrt_<T extends Tensor>(x: T | TensorLike): T;
export declare const sqrt: typeof sqrt_;
declare function square_<T extends Tensor>(x: T | TensorLike): T;
export declare const square: typeof square_;
declare function squaredDifference_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const squaredDifference: typeof squaredDifference_;
declare function squeeze_<T extends Tensor>(x: Tensor | TensorLike, axis?: number[]): T;
export declare const squeeze: typeof squeeze_;
declare function stack_<T extends Tensor>(tensors: Array<T | TensorLike>, axis?: number): Tensor;
export declare const stack: typeof stack_;
declare function step_<T extends Tensor>(x: T | TensorLike, alpha?: number): T;
export declare const step: typeof step_;
declare function stridedSlice_(x: Tensor | TensorLike, begin: number[], end: number[], strides?: number[], beginMask?: number, endMask?: number, ellipsisMask?: number, newAxisMask?: number, shrinkAxisMask?: number): Tensor;
export declare const stridedSlice: typeof stridedSlice_;
declare function sub_<T extends Tensor>(a: Tensor | TensorLike, b: Tensor | TensorLike): T;
export declare const sub: typeof sub_;
declare function sum_<T extends Tensor>(x: Tensor | TensorLike, axis?: number | number[], keepDims?: boolean): T;
export declare const sum: typeof sum_;
declare function tan_<T extends Tensor>(x: T | TensorLike): T;
export declare const tan: typeof tan_;
declare function tanh_<T extends Tensor>(x: T | TensorLike): T;
export declare const tanh: typeof tanh_;
/**
 * Creates a `tf.Tensor` with the provided values, shape and dtype.
 *
 * ```js
 * // Pass an array of values to create a vector.
 * tf.tensor([1, 2, 3, 4]).print();
 * ```
 *
 * ```js
 * // Pass a nested array of values to make a matrix or a higher
 * // dimensional tensor.
 * tf.tensor([[1, 2], [3, 4]]).print();
 * ```
 *
 * ```js
 * // Pass a flat array and specify a shape yourself.
 * tf.tensor([1, 2, 3, 4], [2, 2]).print();
 * ```
 *
 * ```js
 * // Pass a `WebGLData` object and specify a shape yourself.
 *
 * // This makes it possible for TF.js applications to avoid GPU / CPU sync.
 * // For example, if your application includes a preprocessing step on the GPU,
 * // you could upload the GPU output directly to TF.js, rather than first
 * // downloading the values.
 *
 * // Example for WebGL2:
 * if (tf.findBackend('custom-webgl') == null) {
 *   const customCanvas = document.createElement('canvas');
 *   const customBackend = new tf.MathBackendWebGL(customCanvas);
 *   tf.registerBackend('custom-webgl', () => customBackend);
 * }
 * const savedBackend = tf.getBackend();
 * await tf.setBackend('custom-webgl');
 * const gl = tf.backend().gpgpu.gl;
 * const texture = gl.createTexture();
 * const tex2d = gl.TEXTURE_2D;
 * const width = 2;
 * const height = 2;
 *
 * gl.bindTexture(tex2d, texture);
 * gl.texParameteri(tex2d, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
 * gl.texParameteri(tex2d, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
 * gl.texParameteri(tex2d, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
 * gl.texParameteri(tex2d, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
 * gl.texImage2D(
 *   tex2d, 0, gl.RGBA32F, // internalFormat
 *   width, height, 0,
 *   gl.RGBA, // textureFormat
 *   gl.FLOAT, // textureType
 *   new Float32Array([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
 * );
 *
 * // Currently, the `texture` has 4 pixels:
 * // Pixel0 is {R:0, G:1, B:2, A:3}
 * // Pixel1 is {R:4, G:5, B:6, A:7}
 * // Pixel2 is {R:8, G:9, B:10, A:11}
 * // Pixel3 is {R:12, G:13, B:14, A:15}
 *
 * const logicalShape = [height * width * 2];
 * const a = tf.tensor({texture, height, width, channels: 'BR'}, logicalShape);
 * a.print();
 * // Tensor value will be [2, 0, 6, 4, 10, 8, 14, 12], since [2, 0] is the
 * // values of 'B' and 'R' channels of Pixel0, [6, 4] is the values of 'B' and
 * 'R'
 * // channels of Pixel1...
 *
 * // For postprocessing on the GPU, it's possible to retrieve the texture
 * // backing any tensor by calling the tensor's `dataToGPU` method like
 * // so:
 *
 * const tex = a.dataToGPU();
 * await tf.setBackend(savedBackend);
 * ```
 *
 * ```js
 * // Pass a `WebGPUData` object and specify a shape yourself.
 *
 * // This makes it possible for TF.js applications to avoid GPU / CPU sync.
 * // For example, if your application includes a preprocessing step on the GPU,
 * // you could upload the GPU output directly to TF.js, rather than first
 * // downloading the values. Unlike WebGL, this optionally supports zero copy
 * // by WebGPUData.zeroCopy. When zeroCopy is false or undefined(default), this
 * // passing GPUBuffer can be destroyed after tensor is created. When zeroCopy
 * // is true, this GPUBuffer is bound directly by the tensor, so do not destroy
 * // this GPUBuffer until all access is done.
 *
 * // Example for WebGPU:
 * function createGPUBufferFromData(device, data, dtype) {
 *   const bytesPerElement = 4;
 *   const sizeInBytes = data.length * bytesPerElement;
 *
 *   const gpuWriteBuffer = device.createBuffer({
 *     mappedAtCreation: true,
 *     size: sizeInBytes,
 *     usage: GPUBufferUsage.MAP_WRITE | GPUBufferUsage.COPY_SRC
 *   });
 *   const arrayBuffer = gpuWriteBuffer.getMappedRange();
 *   if (dtype === 'float32') {
 *     new Float32Array(arrayBuffer).set(data);
 *   } else if (dtype === 'int32') {
 *     new Int32Array(arrayBuffer).set(data);
 *   } else {
 *     throw new Error(
 *         `Creating tensor from GPUBuffer only supports` +
 *         `'float32'|'int32' dtype, while the dtype is ${dtype}.`);
 *   }
 *   gpuWriteBuffer.unmap();
 *
 *   const gpuReadBuffer = device.createBuffer({
 *     mappedAtCreation: false,
 *     size: sizeInBytes,
 *     usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.STORAGE |
 *         GPUBufferUsage.COPY_SRC
 *   });
 *
 *   const copyEncoder = device.createCommandEncoder();
 *   copyEncoder.copyBufferToBuffer(
 *       gpuWriteBuffer, 0, gpuReadBuffer, 0, sizeInBytes);
 *   const copyCommands = copyEncoder.finish();
 *   device.queue.submit([copyCommands]);
 *   gpuWriteBuffer.destroy();
 *   return gpuReadBuffer;
 * }
 *
 * const savedBackend = tf.getBackend();
 * await tf.setBackend('webgpu').catch(
 *     () => {throw new Error(
 *         'Failed to use WebGPU backend. Please use Chrome Canary to run.')});
 * const dtype = 'float32';
 * const device = tf.backend().device;
 * const aData = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
 * const bData = [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4];
 * const expected = [2, 4, 6, 8, 6, 8, 10, 12, 10, 12, 14, 16, 14, 16, 18, 20];
 * const aBuffer = createGPUBufferFromData(device, aData, dtype);
 * const shape = [aData.length];
 * // To use zeroCopy, use {buffer: aBuffer, zeroCopy: true} instead and destroy
 * // aBuffer untill all access is done.
 * const a = tf.tensor({buffer: aBuffer}, shape, dtype);
 * const b = tf.tensor(bData, shape, dtype);
 * const result = tf.add(a, b);
 * result.print();
 * a.dispose();
 * b.dispose();
 * result.dispose();
 * aBuffer.destroy();
 * await tf.setBackend(savedBackend);
 * ```
 * @param values The values of the tensor. Can be nested array of numbers,
 * or a flat array, or a `TypedArray`(At the moment it supports Uint8Array,
 * Uint8ClampedArray, Int32Array, Float32Array) data types, or a `WebGLData`
 * object, or a `WebGPUData` object. If the values are strings, they will be
 * encoded as utf-8 and kept as `Uint8Array[]`. If the values is a `WebGLData`
 * object, the dtype could only be 'float32' or 'int32' and the object has to
 * have: 1. texture, a `WebGLTexture`, the texture must share the same
 * `WebGLRenderingContext` with TFJS's WebGL backend (you could create a custom
 * WebGL backend from your texture's canvas) and the internal texture format
 * for the input texture must be floating point or normalized integer; 2.
 * height, the height of the texture; 3. width, the width of the texture; 4.
 * channels, a non-empty subset of 'RGBA', indicating the values of which
 * channels will be passed to the tensor, such as 'R' or 'BR' (The order of the
 * channels affect the order of tensor values. ). (If the values passed from
 * texture is less than the tensor size, zeros will be padded at the rear.). If
 * the values is a `WebGPUData` object, the dtype could only be 'float32' or
 * 'int32 and the object has to have: buffer, a `GPUBuffer`. The buffer must:
 * 1. share the same `GPUDevice` with TFJS's WebGPU backend; 2. buffer.usage
 * should at least support GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC; 3.
 * buffer.size should not be smaller than the byte size of tensor shape.
 * WebGPUData optionally supports zero copy by flag zeroCopy. When zeroCopy is
 * false or undefined(default),this passing GPUBuffer can be destroyed after
 * tensor is created. When zeroCopy is true, this GPUBuffer is bound directly
 * by the tensor, so do not destroy this GPUBuffer until all access is done.
 * @param shape The shape of the tensor. Optional. If not provided,
 *   it is inferred from `values`.
 * @param dtype The data type.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function tensor<R extends Rank>(values: TensorLike | WebGLData | WebGPUData, shape?: ShapeMap[R], dtype?: DataType): Tensor<R>;
/**
 * Creates rank-1 `tf.Tensor` with the provided values, shape and dtype.
 *
 * The same functionality can be achieved with `tf.tensor`, but in general
 * we recommend using `tf.tensor1d` as it makes the code more readable.
 *
 * ```js
 * tf.tensor1d([1, 2, 3]).print();
 * ```
 *
 * @param values The values of the tensor. Can be array of numbers,
 *     or a `TypedArray`.
 * @param dtype The data type.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function tensor1d(values: TensorLike1D, dtype?: DataType): Tensor1D;
/**
 * Creates rank-2 `tf.Tensor` with the provided values, shape and dtype.
 *
 * The same functionality can be achieved with `tf.tensor`, but in general
 * we recommend using `tf.tensor2d` as it makes the code more readable.
 *
 *  ```js
 * // Pass a nested array.
 * tf.tensor2d([[1, 2], [3, 4]]).print();
 * ```
 * ```js
 * // Pass a flat array and specify a shape.
 * tf.tensor2d([1, 2, 3, 4], [2, 2]).print();
 * ```
 *
 * @param values The values of the tensor. Can be nested array of numbers,
 *     or a flat array, or a `TypedArray`.
 * @param shape The shape of the tensor. If not provided, it is inferred from
 *     `values`.
 * @param dtype The data type.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function tensor2d(values: TensorLike2D, shape?: [
	number,
	number
], dtype?: DataType): Tensor2D;
/**
 * Creates rank-3 `tf.Tensor` with the provided values, shape and dtype.
 *
 * The same functionality can be achieved with `tf.tensor`, but in general
 * we recommend using `tf.tensor3d` as it makes the code more readable.
 *
 *  ```js
 * // Pass a nested array.
 * tf.tensor3d([[[1], [2]], [[3], [4]]]).print();
 * ```
 * ```js
 * // Pass a flat array and specify a shape.
 * tf.tensor3d([1, 2, 3, 4], [2, 2, 1]).print();
 * ```
 *
 * @param values The values of the tensor. Can be nested array of numbers,
 *     or a flat array, or a `TypedArray`.
 * @param shape The shape of the tensor. If not provided,  it is inferred from
 *     `values`.
 * @param dtype The data type.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function tensor3d(values: TensorLike3D, shape?: [
	number,
	number,
	number
], dtype?: DataType): Tensor3D;
/**
 * Creates rank-4 `tf.Tensor` with the provided values, shape and dtype.
 *
 * The same functionality can be achieved with `tf.tensor`, but in general
 * we recommend using `tf.tensor4d` as it makes the code more readable.
 *
 *  ```js
 * // Pass a nested array.
 * tf.tensor4d([[[[1], [2]], [[3], [4]]]]).print();
 * ```
 * ```js
 * // Pass a flat array and specify a shape.
 * tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1]).print();
 * ```
 *
 * @param values The values of the tensor. Can be nested array of numbers,
 *     or a flat array, or a `TypedArray`.
 * @param shape The shape of the tensor. Optional. If not provided,
 *   it is inferred from `values`.
 * @param dtype The data type.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function tensor4d(values: TensorLike4D, shape?: [
	number,
	number,
	number,
	number
], dtype?: DataType): Tensor4D;
declare function tile_<T extends Tensor>(x: T | TensorLike, reps: number[]): T;
export declare const tile: typeof tile_;
declare function topk_<T extends Tensor>(x: T | TensorLike, k?: number, sorted?: boolean): {
	values: T;
	indices: T;
};
export declare const topk: typeof topk_;
declare function unsortedSegmentSum_<T extends Tensor>(x: T | TensorLike, segmentIds: Tensor1D | TensorLike, numSegments: number): T;
export declare const unsortedSegmentSum: typeof unsortedSegmentSum_;
declare function unstack_(x: Tensor | TensorLike, axis?: number): Tensor[];
export declare const unstack: typeof unstack_;
declare function where_<T extends Tensor>(condition: Tensor | TensorLike, a: T | TensorLike, b: T | TensorLike): T;
export declare const where: typeof where_;
/**
 * Creates a `tf.Tensor` with all elements set to 0.
 *
 * ```js
 * tf.zeros([2, 2]).print();
 * ```
 *
 * @param shape An array of integers defining the output tensor shape.
 * @param dtype The type of an element in the resulting tensor. Can
 *     be 'float32', 'int32' or 'bool'. Defaults to 'float'.
 *
 * @doc {heading: 'Tensors', subheading: 'Creation'}
 */
export declare function zeros<R extends Rank>(shape: ShapeMap[R], dtype?: DataType): Tensor<R>;
declare function zerosLike_<T extends Tensor>(x: T | TensorLike): T;
export declare const zerosLike: typeof zerosLike_;
declare function transpose_<T extends Tensor>(x: T | TensorLike, perm?: number[], conjugate?: boolean): T;
export declare const transpose: typeof transpose_;
declare function norm_(x: Tensor | TensorLike, ord?: number | "euclidean" | "fro", axis?: number | number[], keepDims?: boolean): Tensor;
export declare const norm: typeof norm_;
declare function scatterND_<R extends Rank>(indices: Tensor | TensorLike, updates: Tensor | TensorLike, shape: ShapeMap[R]): Tensor<R>;
export declare const scatterND: typeof scatterND_;
declare function gatherND_(x: Tensor | TensorLike, indices: Tensor | TensorLike): Tensor;
export declare const gatherND: typeof gatherND_;
/**
 * It returns the global engine that keeps track of all tensors and backends.
 *
 * @doc {heading: 'Environment'}
 */
export declare function engine(): Engine;
/**
 * Returns memory info at the current time in the program. The result is an
 * object with the following properties:
 *
 * - `numBytes`: Number of bytes allocated (undisposed) at this time.
 * - `numTensors`: Number of unique tensors allocated.
 * - `numDataBuffers`: Number of unique data buffers allocated
 *   (undisposed) at this time, which is ≤ the number of tensors
 *   (e.g. `a.reshape(newShape)` makes a new Tensor that shares the same
 *   data buffer with `a`).
 * - `unreliable`: True if the memory usage is unreliable. See `reasons` when
 *    `unreliable` is true.
 * - `reasons`: `string[]`, reasons why the memory is unreliable, present if
 *    `unreliable` is true.
 *
 * WebGL Properties:
 * - `numBytesInGPU`: Number of bytes allocated (undisposed) in the GPU only at
 *     this time.
 *
 * @doc {heading: 'Performance', subheading: 'Memory'}
 */
export declare function memory(): MemoryInfo;
/**
 * Executes the provided function `f()` and returns a promise that resolves
 * with information about the function's memory use:
 * - `newBytes`: the number of new bytes allocated
 * - `newTensors`: the number of new tensors created
 * - `peakBytes`: the peak number of bytes allocated
 * - `kernels`: an array of objects for each kernel involved that reports
 * their input and output shapes, number of bytes used, and number of new
 * tensors created.
 * - `kernelNames`: an array of unique strings with just the names of the
 * kernels in the `kernels` array.
 *
 * ```js
 * const profile = await tf.profile(() => {
 *   const x = tf.tensor1d([1, 2, 3]);
 *   let x2 = x.square();
 *   x2.dispose();
 *   x2 = x.square();
 *   x2.dispose();
 *   return x;
 * });
 *
 * console.log(`newBytes: ${profile.newBytes}`);
 * console.log(`newTensors: ${profile.newTensors}`);
 * console.log(`byte usage over all kernels: ${profile.kernels.map(k =>
 * k.totalBytesSnapshot)}`);
 * ```
 *
 *
 * @doc {heading: 'Performance', subheading: 'Profile'}
 */
export declare function profile(f: () => (TensorContainer | Promise<TensorContainer>)): Promise<ProfileInfo>;
/**
 * Executes the provided function `fn` and after it is executed, cleans up all
 * intermediate tensors allocated by `fn` except those returned by `fn`.
 * `fn` must not return a Promise (async functions not allowed). The returned
 * result can be a complex object.
 *
 * Using this method helps avoid memory leaks. In general, wrap calls to
 * operations in `tf.tidy` for automatic memory cleanup.
 *
 * NOTE: Variables do *not* get cleaned up when inside a tidy(). If you want to
 * dispose variables, please use `tf.disposeVariables` or call dispose()
 * directly on variables.
 *
 * ```js
 * // y = 2 ^ 2 + 1
 * const y = tf.tidy(() => {
 *   // a, b, and one will be cleaned up when the tidy ends.
 *   const one = tf.scalar(1);
 *   const a = tf.scalar(2);
 *   const b = a.square();
 *
 *   console.log('numTensors (in tidy): ' + tf.memory().numTensors);
 *
 *   // The value returned inside the tidy function will return
 *   // through the tidy, in this case to the variable y.
 *   return b.add(one);
 * });
 *
 * console.log('numTensors (outside tidy): ' + tf.memory().numTensors);
 * y.print();
 * ```
 *
 * @param nameOrFn The name of the closure, or the function to execute.
 *     If a name is provided, the 2nd argument should be the function.
 *     If debug mode is on, the timing and the memory usage of the function
 *     will be tracked and displayed on the console using the provided name.
 * @param fn The function to execute.
 *
 * @doc {heading: 'Performance', subheading: 'Memory'}
 */
export declare function tidy<T extends TensorContainer>(nameOrFn: string | ScopeFn<T>, fn?: ScopeFn<T>): T;
/**
 * Sets the backend (cpu, webgl, wasm, etc) responsible for creating tensors and
 * executing operations on those tensors. Returns a promise that resolves
 * to a boolean if the backend initialization was successful.
 *
 * Note this disposes the current backend, if any, as well as any tensors
 * associated with it. A new backend is initialized, even if it is of the
 * same type as the previous one.
 *
 * @param backendName The name of the backend. Currently supports
 *     `'webgl'|'cpu'` in the browser, `'tensorflow'` under node.js
 *     (requires tfjs-node), and `'wasm'` (requires tfjs-backend-wasm).
 *
 * @doc {heading: 'Backends'}
 */
export declare function setBackend(backendName: string): Promise<boolean>;
/**
 * Returns the current backend name (cpu, webgl, etc). The backend is
 * responsible for creating tensors and executing operations on those tensors.
 *
 * @doc {heading: 'Backends'}
 */
export declare function getBackend(): string;
/**
 * Registers a global backend. The registration should happen when importing
 * a module file (e.g. when importing `backend_webgl.ts`), and is used for
 * modular builds (e.g. custom tfjs bundle with only webgl support).
 *
 * @param factory The backend factory function. When called, it should
 * return a backend instance, or a promise of an instance.
 * @param priority The priority of the backend (higher = more important).
 *     In case multiple backends are registered, the priority is used to find
 *     the best backend. Defaults to 1.
 * @return False if there is already a registered backend under this name, true
 *     if not.
 *
 * @doc {heading: 'Backends'}
 */
export declare function registerBackend(name: string, factory: () => KernelBackend | Promise<KernelBackend>, priority?: number): boolean;
/**
 * Gets the current backend. If no backends have been initialized, this will
 * attempt to initialize the best backend. Will throw an error if the highest
 * priority backend has async initialization, in which case you should call
 * 'await tf.ready()' before running other code.
 *
 * @doc {heading: 'Backends'}
 */
export declare function backend(): KernelBackend;
/**
 * Provided `f(x)`, returns another function `g(x, dy?)`, which gives the
 * gradient of `f(x)` with respect to `x`.
 *
 * If `dy` is provided, the gradient of `f(x).mul(dy).sum()` with respect to
 * `x` is computed instead. `f(x)` must take a single tensor `x` and return a
 * single tensor `y`. If `f()` takes multiple inputs, use `tf.grads` instead.
 *
 * ```js
 * // f(x) = x ^ 2
 * const f = x => x.square();
 * // f'(x) = 2x
 * const g = tf.grad(f);
 *
 * const x = tf.tensor1d([2, 3]);
 * g(x).print();
 * ```
 *
 * ```js
 * // f(x) = x ^ 3
 * const f = x => x.pow(tf.scalar(3, 'int32'));
 * // f'(x) = 3x ^ 2
 * const g = tf.grad(f);
 * // f''(x) = 6x
 * const gg = tf.grad(g);
 *
 * const x = tf.tensor1d([2, 3]);
 * gg(x).print();
 * ```
 *
 * @param f The function f(x), to compute gradient for.
 *
 * @doc {heading: 'Training', subheading: 'Gradients'}
 */
export declare function grad(f: (x: Tensor) => Tensor): (x: TensorLike | Tensor, dy?: TensorLike | Tensor) => Tensor;
/**
 * Like `tf.grad`, but also returns the value of `f()`. Useful when `f()`
 * returns a metric you want to show.
 *
 * The result is a rich object with the following properties:
 * - grad: The gradient of `f(x)` w.r.t. `x` (result of `tf.grad`).
 * - value: The value returned by `f(x)`.
 *
 * ```js
 * // f(x) = x ^ 2
 * const f = x => x.square();
 * // f'(x) = 2x
 * const g = tf.valueAndGrad(f);
 *
 * const x = tf.tensor1d([2, 3]);
 * const {value, grad} = g(x);
 *
 * console.log('value');
 * value.print();
 * console.log('grad');
 * grad.print();
 * ```
 *
 * @doc {heading: 'Training', subheading: 'Gradients'}
 */
export declare function valueAndGrad<I extends Tensor, O extends Tensor>(f: (x: I) => O): (x: I, dy?: O) => {
	value: O;
	grad: I;
};
/**
 * Like `tf.grads`, but returns also the value of `f()`. Useful when `f()`
 * returns a metric you want to show.
 *
 * The result is a rich object with the following properties:
 * - grads: The gradients of `f()` w.r.t. each input (result of `tf.grads`).
 * - value: The value returned by `f(x)`.
 *
 * ```js
 * // f(a, b) = a * b
 * const f = (a, b) => a.mul(b);
 * // df/da = b, df/db = a
 * const g = tf.valueAndGrads(f);
 *
 * const a = tf.tensor1d([2, 3]);
 * const b = tf.tensor1d([-2, -3]);
 * const {value, grads} = g([a, b]);
 *
 * const [da, db] = grads;
 *
 * console.log('value');
 * value.print();
 *
 * console.log('da');
 * da.print();
 * console.log('db');
 * db.print();
 * ```
 *
 * @doc {heading: 'Training', subheading: 'Gradients'}
 */
export declare function valueAndGrads<O extends Tensor>(f: (...args: Tensor[]) => O): (args: Tensor[], dy?: O) => {
	grads: Tensor[];
	value: O;
};
/**
 * Overrides the gradient computation of a function `f`.
 *
 * Takes a function
 * `f(...inputs, save) => {value: Tensor, gradFunc: (dy, saved) => Tensor[]}`
 * and returns another function `g(...inputs)` which takes the same inputs as
 * `f`. When called, `g` returns `f().value`. In backward mode, custom gradients
 * with respect to each input of `f` are computed using `f().gradFunc`.
 *
 * The `save` function passed to `f` should be used for saving tensors needed
 * in the gradient. And the `saved` passed to the `gradFunc` is a
 * `NamedTensorMap`, which contains those saved tensors.
 *
 * ```js
 * const customOp = tf.customGrad((x, save) => {
 *   // Save x to make sure it's available later for the gradient.
 *   save([x]);
 *   // Override gradient of our custom x ^ 2 op to be dy * abs(x);
 *   return {
 *     value: x.square(),
 *     // Note `saved.x` which points to the `x` we saved earlier.
 *     gradFunc: (dy, saved) => [dy.mul(saved[0].abs())]
 *   };
 * });
 *
 * const x = tf.tensor1d([-1, -2, 3]);
 * const dx = tf.grad(x => customOp(x));
 *
 * console.log(`f(x):`);
 * customOp(x).print();
 * console.log(`f'(x):`);
 * dx(x).print();
 * ```
 *
 * @param f The function to evaluate in forward mode, which should return
 *     `{value: Tensor, gradFunc: (dy, saved) => Tensor[]}`, where `gradFunc`
 *     returns the custom gradients of `f` with respect to its inputs.
 *
 * @doc {heading: 'Training', subheading: 'Gradients'}
 */
export declare function customGrad<T extends Tensor>(f: CustomGradientFunc<T>): (...args: Tensor[]) => T;
/**
 * Prepare the split size array. When the input is a number, the axis is evenly
 * divided among the split size. When the input contains the negative value, the
 * rest of the axis is allocated toward that.
 */
export declare function prepareSplitSize(x: Tensor | TensorInfo, numOrSizeSplits: number[] | number, axis?: number): number[];
export interface ArgMaxAttrs {
	axis: number;
}
export interface AvgPoolAttrs {
	filterSize: [
		number,
		number
	] | number;
	strides: [
		number,
		number
	] | number;
	pad: "valid" | "same" | number | ExplicitPadding;
	dimRoundingMode?: "floor" | "round" | "ceil";
}
export interface AvgPoolGradAttrs {
	filterSize: [
		number,
		number
	] | number;
	strides: [
		number,
		number
	] | number;
	pad: "valid" | "same" | number | ExplicitPadding;
}
export interface BatchMatMulAttrs {
	transposeA: boolean;
	transposeB: boolean;
}
export interface BroadCastToAttrs {
	shape: number[];
	inputShape: number[];
}
export interface CastAttrs {
	dtype: DataType;
}
export interface ClipByValueAttrs {
	clipValueMin: number;
	clipValueMax: number;
}
export interface ConcatAttrs {
	axis: number;
}
export interface Conv2DAttrs {
	strides: [
		number,
		number
	] | number;
	pad: "valid" | "same" | number | ExplicitPadding;
	dataFormat: "NHWC" | "NCHW";
	dilations: [
		number,
		number
	] | number;
	dimRoundingMode?: "floor" | "round" | "ceil";
}
export interface Conv2DBackpropFilterAttrs {
	strides: [
		number,
		number
	] | number;
	pad: "valid" | "same" | number | ExplicitPadding;
	dataFormat: "NHWC" | "NCHW";
	dimRoundingMode?: "floor" | "round" | "ceil";
	filterShape: [
		number,
		number,
		number,
		number
	];
}
export interface Conv2DBackpropInputAttrs {
	strides: [
		number,
		number
	] | number;
	pad: "valid" | "same" | number | ExplicitPadding;
	dataFormat: "NHWC" | "NCHW";
	dimRoundingMode?: "floor" | "round" | "ceil";
	inputShape: [
		number,
		number,
		number,
		number
	];
}
export interface CumprodAttrs {
	axis: number;
	exclusive: boolean;
	reverse: boolean;
}
export interface CumsumAttrs {
	axis: number;
	exclusive: boolean;
	reverse: boolean;
}
export interface DepthwiseConv2dNativeAttrs {
	strides: [
		number,
		number
	] | number;
	pad: "valid" | "same" | number | ExplicitPadding;
	dataFormat: "NHWC" | "NCHW";
	dilations: [
		number,
		number
	] | number;
	dimRoundingMode?: "floor" | "round" | "ceil";
}
export interface DepthwiseConv2dNativeBackpropFilterAttrs {
	strides: [
		number,
		number
	] | number;
	dilations: [
		number,
		number
	] | number;
	pad: "valid" | "same" | number | ExplicitPadding;
	dimRoundingMode?: "floor" | "round" | "ceil";
	filterShape: [
		number,
		number,
		number,
		number
	];
}
export interface DepthwiseConv2dNativeBackpropInputAttrs {
	strides: [
		number,
		number
	] | number;
	dilations: [
		number,
		number
	] | number;
	pad: "valid" | "same" | number | ExplicitPadding;
	dimRoundingMode?: "floor" | "round" | "ceil";
	inputShape: [
		number,
		number,
		number,
		number
	];
}
export interface ExpandDimsAttrs {
	dim: number;
}
export interface FillAttrs {
	shape: number[];
	value: number | string;
	dtype: DataType;
}
export interface GatherV2Attrs {
	axis: number;
	batchDims: number;
}
export interface LeakyReluAttrs {
	alpha: number;
}
export interface LinSpaceAttrs {
	start: number;
	stop: number;
	num: number;
}
export interface MaxPoolAttrs {
	filterSize: [
		number,
		number
	] | number;
	strides: [
		number,
		number
	] | number;
	pad: "valid" | "same" | number | ExplicitPadding;
	dimRoundingMode?: "floor" | "round" | "ceil";
}
export interface MaxPoolGradAttrs {
	filterSize: [
		number,
		number
	] | number;
	strides: [
		number,
		number
	] | number;
	pad: "valid" | "same" | number | ExplicitPadding;
	dimRoundingMode?: "floor" | "round" | "ceil";
}
export interface MirrorPadAttrs {
	paddings: Array<[
		number,
		number
	]>;
	mode: "reflect" | "symmetric";
}
export interface OneHotAttrs {
	depth: number;
	onValue: number;
	offValue: number;
	dtype: DataType;
}
export interface PackAttrs {
	axis: number;
}
export interface PadV2Attrs {
	paddings: Array<[
		number,
		number
	]>;
	constantValue: number;
}
export interface RangeAttrs {
	start: number;
	stop: number;
	step: number;
	dtype: "float32" | "int32";
}
export interface ReshapeAttrs {
	shape: number[];
}
export interface ResizeBilinearAttrs {
	alignCorners: boolean;
	halfPixelCenters: boolean;
	size: [
		number,
		number
	];
}
export interface ReverseAttrs {
	dims: number | number[];
}
export interface ScatterNdAttrs {
	shape: number[];
}
export interface SliceAttrs {
	begin: number | number[];
	size: number | number[];
}
export interface SplitVAttrs {
	numOrSizeSplits: number[] | number;
	axis: number;
}
export interface StridedSliceAttrs {
	begin: number[];
	end: number[];
	strides: number[];
	beginMask: number;
	endMask: number;
	ellipsisMask: number;
	newAxisMask: number;
	shrinkAxisMask: number;
}
export interface TileAttrs {
	reps: number[];
}
export interface TopKAttrs {
	k: number;
	sorted: boolean;
}
export interface TransposeAttrs {
	perm: number[];
}
export interface UnpackAttrs {
	axis: number;
}
export interface UnsortedSegmentSumAttrs {
	numSegments: number;
}
export interface StepAttrs {
	alpha: number;
}
declare function resizeBilinear_<T extends Tensor3D | Tensor4D>(images: T | TensorLike, size: [
	number,
	number
], alignCorners?: boolean, halfPixelCenters?: boolean): T;
export declare const resizeBilinear: typeof resizeBilinear_;
declare function resizeNearestNeighbor_<T extends Tensor3D | Tensor4D>(images: T | TensorLike, size: [
	number,
	number
], alignCorners?: boolean, halfPixelCenters?: boolean): T;
export declare const resizeNearestNeighbor: typeof resizeNearestNeighbor_;

export {
	isNaN$1 as isNaN,
};

export {};
