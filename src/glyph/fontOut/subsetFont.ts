/** The base font with nothing but what some characters need: HarfBuzz' subsetter, which keeps kerning, joining and marks. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { NstError } from '../../shared/errors.js';
import type { FontChoice } from '../text/fontChoice.js';

/** The functions of the subsetter that are used here; pointers and sizes are numbers. */
interface Subsetter {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  malloc(bytes: number): number;
  free(pointer: number): void;
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number;
  hb_blob_destroy(blob: number): void;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_face_create(blob: number, index: number): number;
  hb_face_destroy(face: number): void;
  hb_face_reference_blob(face: number): number;
  hb_set_add(set: number, value: number): void;
  hb_set_clear(set: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_unicode_set(input: number): number;
  hb_subset_input_set(input: number, kind: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_input_pin_all_axes_to_default(input: number, face: number): number;
  hb_subset_input_pin_axis_location(input: number, face: number, tag: number, value: number): number;
  hb_subset_or_fail(face: number, input: number): number;
}

/** HB_MEMORY_MODE_WRITABLE: the memory is the blob's own. */
const WRITABLE = 2;
/** HB_SUBSET_SETS_LAYOUT_FEATURE_TAG. */
const FEATURE_SET = 6;
/** HB_SUBSET_FLAGS_NOTDEF_OUTLINE: the box for missing characters is styled as well. */
const KEEP_NOTDEF = 0x40;

/** What is on wherever text is set, and so what glyphs can be asked for; every further one would have to be styled too. */
const FEATURES = `
  ccmp locl rlig rclt calt clig liga curs kern mark mkmk rvrn rand init medi fina isol med2 fin2 fin3 stch mset ljmo vjmo
  tjmo dist nukt akhn rphf rkrf pref blwf abvf half pstf vatu cjct cfar pres abvs blws psts haln abvm blwm`;

const tagNumber = (tag: string) => [...tag].reduce((sum, c) => sum * 256 + c.charCodeAt(0), 0);

/** HarfBuzz' subsetter, with memory of its own: that of WebAssembly never shrinks, and goes when this goes. */
async function load(): Promise<Subsetter> {
  const path = fileURLToPath(import.meta.resolve('harfbuzzjs/dist/harfbuzz-subset.wasm'));
  const { instance } = await WebAssembly.instantiate(await readFile(path), {});
  const subsetter = instance.exports as unknown as Subsetter;
  subsetter._initialize();
  return subsetter;
}

function inputFor(
  lib: Subsetter,
  face: number,
  codePoints: readonly number[],
  axes: FontChoice['axes'] = new Map(),
): number {
  const input = lib.hb_subset_input_create_or_fail();
  const characters = lib.hb_subset_input_unicode_set(input);
  for (const codePoint of codePoints) lib.hb_set_add(characters, codePoint);
  const features = lib.hb_subset_input_set(input, FEATURE_SET);
  lib.hb_set_clear(features);
  for (const tag of FEATURES.trim().split(/\s+/)) lib.hb_set_add(features, tagNumber(tag));
  lib.hb_subset_input_set_flags(input, KEEP_NOTDEF);
  // Of a variable font, the style that it shows if nothing is asked for, and what is.
  lib.hb_subset_input_pin_all_axes_to_default(input, face);
  for (const [tag, value] of axes) lib.hb_subset_input_pin_axis_location(input, face, tagNumber(tag), value);
  return input;
}

/** A face, and the memory that it reads, to be freed after it. */
function openFace(lib: Subsetter, bytes: Uint8Array, index: number): { face: number; data: number } {
  const data = lib.malloc(bytes.length);
  new Uint8Array(lib.memory.buffer).set(bytes, data);
  const blob = lib.hb_blob_create(data, bytes.length, WRITABLE, 0, 0);
  const face = lib.hb_face_create(blob, index);
  lib.hb_blob_destroy(blob);
  return { face, data };
}

function bytesOf(lib: Subsetter, face: number): Uint8Array {
  const blob = lib.hb_face_reference_blob(face);
  const length = lib.hb_blob_get_length(blob);
  const copy = new Uint8Array(lib.memory.buffer, lib.hb_blob_get_data(blob, 0), length).slice();
  lib.hb_blob_destroy(blob);
  return copy;
}

/**
 * Cuts a font down to characters and to the glyphs that they can turn into (joined forms, ligatures).
 *
 * @param name stands in messages
 * @param choice a face of a collection; places on the axes of a variable font, which is none any more then
 * @throws NstError NST_BAD_INPUT if HarfBuzz cannot
 */
export async function subsetFont(
  name: string,
  bytes: Uint8Array,
  codePoints: readonly number[],
  { face: number = 1, axes }: FontChoice = {},
): Promise<Uint8Array> {
  const lib = await load();
  const { face, data } = openFace(lib, bytes, number - 1);
  const input = inputFor(lib, face, codePoints, axes);
  const subset = lib.hb_subset_or_fail(face, input);
  lib.hb_subset_input_destroy(input);
  const out = subset === 0 ? undefined : bytesOf(lib, subset);
  if (subset !== 0) lib.hb_face_destroy(subset);
  lib.hb_face_destroy(face);
  lib.free(data);
  if (out) return out;
  throw new NstError('NST_BAD_INPUT', `${name}: the font cannot be cut to its characters; try another font`);
}
