/** Tells the format of a file of weights by its first bytes. */
import { NstError } from '../errors.js';

/** The formats that are read. */
export type ModelFormat = 'safetensors' | 'onnx' | 'tfjs';

/** The same for messages. */
export const READABLE_FORMATS = 'a safetensors file, an ONNX file or a tfjs model.json';

/** How many bytes of a file `formatOf` looks at. */
export const START_BYTES = 64;

const OPENING_BRACE = 0x7b;
/** The tag of field 1, the format version, which protobuf writers put first. */
const ONNX_START = 0x08;

/**
 * The format of a file. Each format that is read is looked for before any is guessed that is not: the length in front of
 * a safetensors header can be any number, so it can look like the mark of another format.
 *
 * @param start the first `START_BYTES` bytes of the file, fewer if it is shorter
 * @param file what to call the file in errors
 * @throws NST_BAD_INPUT when it is none of them; the message says what it is instead, if that is known
 */
export function formatOf(start: Uint8Array, file: string): ModelFormat {
  if (isSafetensors(start)) return 'safetensors';
  if (textOf(start).trimStart().startsWith('{')) return 'tfjs';
  const foreign = FOREIGN_FORMATS.find(({ looksLike }) => looksLike(start));
  if (foreign !== undefined) throw new NstError('NST_BAD_INPUT', `${file} is ${foreign.advice}`);
  if (start[0] === ONNX_START) return 'onnx';
  throw new NstError('NST_BAD_INPUT', `${file}: expected ${READABLE_FORMATS}, found something else`);
}

/** Eight bytes of length, of which no real file needs the upper four, then JSON; no other format has zeros there. */
function isSafetensors(start: Uint8Array): boolean {
  return start[8] === OPENING_BRACE && start.subarray(4, 8).every((byte) => byte === 0);
}

interface ForeignFormat {
  readonly looksLike: (start: Uint8Array) => boolean;
  readonly advice: string;
}

const PYTORCH_ADVICE =
  'a PyTorch file, and reading one can run code; save it as safetensors first: python -c "import torch, ' +
  "safetensors.torch as s; s.save_file(torch.load('IN.pth', weights_only=True), 'OUT.safetensors')\"";

/** What users may well have, and what to do about it. */
const FOREIGN_FORMATS: readonly ForeignFormat[] = [
  { looksLike: (start) => startsWith(start, 0x50, 0x4b, 0x03, 0x04), advice: PYTORCH_ADVICE },
  // A bare pickle: the opcode of its protocol, 2 to 5.
  {
    looksLike: ([first = 0, second = 0]) => first === 0x80 && second >= 2 && second <= 5,
    advice: PYTORCH_ADVICE,
  },
  {
    looksLike: (start) => startsWith(start, 0x89, 0x48, 0x44, 0x46),
    advice:
      'an HDF5 file (Keras); turn it into a tfjs model first: tensorflowjs_converter --input_format keras',
  },
  {
    looksLike: (start) => textOf(start).startsWith('version https://git-lfs'),
    advice: 'a Git LFS pointer, not the weights; fetch them with "git lfs pull", or from the web page',
  },
  {
    looksLike: (start) => textOf(start).trimStart().startsWith('<'),
    advice: 'a web page, not weights; download the file itself',
  },
];

function startsWith(bytes: Uint8Array, ...signature: number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/**
 * For what is text, without a byte order mark. Bytes above 127 are compared as bytes: what "latin1" makes of them differs
 * between versions of Node.
 */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}
