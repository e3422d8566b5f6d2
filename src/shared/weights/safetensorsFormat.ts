/** What readers and writers of safetensors have in common. */

/** Bytes before the JSON. */
export const LENGTH_BYTES = 8;
/** The one name that is no tensor. */
export const METADATA_NAME = '__metadata__';
/** The metadata key of the 8-bit scales: JSON, {tensor: {scale, min}}. */
export const QUANTISATION_KEY = 'quantisation';

/** Bytes of one element, for every whole-byte dtype of the format. */
export const DTYPE_BYTES: ReadonlyMap<string, number> = new Map([
  ...['BOOL', 'U8', 'I8', 'F8_E4M3', 'F8_E5M2', 'F8_E8M0'].map((dtype) => [dtype, 1] as const),
  ...['I16', 'U16', 'F16', 'BF16'].map((dtype) => [dtype, 2] as const),
  ...['I32', 'U32', 'F32'].map((dtype) => [dtype, 4] as const),
  ...['I64', 'U64', 'F64', 'C64'].map((dtype) => [dtype, 8] as const),
]);
