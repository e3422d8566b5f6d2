import { type Picture, RGB, type Size } from '../../shared/pictures/picture.js';
import { PNG_SIGNATURE, pngChunk, pngChunks } from '../../shared/pictures/pngChunks.js';
import { sharp } from '../../shared/pictures/sharp.js';
import { firstLine, rejectPicture } from '../../shared/pictures/source.js';
import { pictureOfBytes } from '../frameBytes.js';

/** Channels of what is put together. */
const RGBA = RGB + 1;
/** Chunks that every frame needs: how colours are meant. */
const SHARED = new Set(['PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP']);

/** A frame of an APNG file (PNG specification, third edition: 11.3.6). */
interface ApngFrame extends Size {
  readonly left: number;
  readonly top: number;
  readonly delayMs: number;
  /** What becomes of its rectangle behind it: 0 it stays, 1 it is cleared, 2 what was there before comes back. */
  readonly dispose: number;
  /** Whether it is laid over what is there, or takes its stead. */
  readonly isBlended: boolean;
  readonly data: readonly Buffer[];
}

/** Whether a file is an animated PNG. */
export function isApng(bytes: Buffer): boolean {
  for (const { name } of pngChunks(bytes)) {
    if (name === 'acTL') return true;
    if (name === 'IDAT') return false;
  }
  return false;
}

/**
 * The frames of an animated PNG, which sharp shows the first of only: each is made a PNG file of its own, decoded, and put together.
 *
 * @throws NstError NST_BAD_INPUT for one that is damaged
 */
export function apngFrames(bytes: Buffer, path: string) {
  const { head, shared, frames, canvas } = partsOf(bytes, path);
  return {
    delaysMs: frames.map(({ delayMs }) => delayMs),
    frames: () => composed(frames, canvas, (frame) => decode(frame, { head, shared, path })),
  };
}

function partsOf(bytes: Buffer, path: string) {
  let head: Buffer | undefined;
  const shared: Buffer[] = [];
  const frames: { control: Buffer; data: Buffer[] }[] = [];
  for (const { name, data } of pngChunks(bytes)) {
    if (name === 'IHDR' && data.length >= 13) head = data;
    else if (SHARED.has(name)) shared.push(pngChunk(name, data));
    else if (name === 'fcTL' && data.length >= 26) frames.push({ control: data, data: [] });
    // A picture without a control chunk before it is for programs that know of no animations.
    else if (name === 'IDAT') frames.at(-1)?.data.push(data);
    else if (name === 'fdAT') frames.at(-1)?.data.push(data.subarray(4));
  }
  const whole = frames
    .filter(({ data }) => data.length > 0)
    .map(({ control, data }) => frameOf(control, data));
  if (!head || whole.length === 0)
    return rejectPicture(path, 'the animation is damaged or cut short; get it again');
  const canvas: Size = { width: head.readUInt32BE(0), height: head.readUInt32BE(4) };
  const isInside = ({ left, top, width, height }: ApngFrame) =>
    width > 0 && height > 0 && left + width <= canvas.width && top + height <= canvas.height;
  if (!whole.every(isInside))
    return rejectPicture(path, 'the animation is damaged (a frame lies outside of it); get it again');
  return { head, shared, frames: whole, canvas };
}

function frameOf(control: Buffer, data: readonly Buffer[]): ApngFrame {
  const [part, parts] = [control.readUInt16BE(20), control.readUInt16BE(22)];
  return {
    width: control.readUInt32BE(4),
    height: control.readUInt32BE(8),
    left: control.readUInt32BE(12),
    top: control.readUInt32BE(16),
    delayMs: (1000 * part) / (parts || 100),
    dispose: control[24]!,
    isBlended: control[25] === 1,
    data,
  };
}

/** RGBA bytes of a frame alone. */
async function decode(
  frame: ApngFrame,
  {
    head,
    shared,
    path,
  }: { readonly head: Buffer; readonly shared: readonly Buffer[]; readonly path: string },
): Promise<Uint8Array> {
  const header = Buffer.from(head);
  header.writeUInt32BE(frame.width, 0);
  header.writeUInt32BE(frame.height, 4);
  const data = frame.data.map((piece) => pngChunk('IDAT', piece));
  const file = [
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    ...shared,
    ...data,
    pngChunk('IEND', Buffer.alloc(0)),
  ];
  return sharp(Buffer.concat(file), { failOn: 'error', limitInputPixels: false })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer()
    .catch((error: unknown) =>
      rejectPicture(path, `the animation is damaged or cut short (${firstLine(error)}); get it again`, error),
    );
}

async function* composed(
  frames: readonly ApngFrame[],
  canvas: Size,
  decoded: (frame: ApngFrame) => Promise<Uint8Array>,
): AsyncGenerator<Picture, void, undefined> {
  const shown = new Uint8Array(canvas.width * canvas.height * RGBA);
  for (const frame of frames) {
    const before = frame.dispose === 2 ? shown.slice() : undefined;
    lay(shown, canvas, frame, await decoded(frame));
    yield pictureOfBytes(shown, canvas, RGBA);
    if (before) shown.set(before);
    else if (frame.dispose === 1) clear(shown, canvas, frame);
  }
}

function lay(shown: Uint8Array, canvas: Size, frame: ApngFrame, pixels: Uint8Array): void {
  for (let y = 0; y < frame.height; y++) {
    for (let x = 0; x < frame.width; x++) {
      const from = (y * frame.width + x) * RGBA;
      const to = ((frame.top + y) * canvas.width + frame.left + x) * RGBA;
      const above = frame.isBlended ? pixels[from + RGB]! / 255 : 1;
      const below = (shown[to + RGB]! / 255) * (1 - above);
      const alpha = frame.isBlended ? above + below : pixels[from + RGB]! / 255;
      for (let c = 0; c < RGB; c++) {
        const mixed = alpha > 0 ? (above * pixels[from + c]! + below * shown[to + c]!) / alpha : 0;
        shown[to + c] = frame.isBlended ? Math.round(mixed) : pixels[from + c]!;
      }
      shown[to + RGB] = Math.round(255 * alpha);
    }
  }
}

function clear(shown: Uint8Array, canvas: Size, { left, top, width, height }: ApngFrame): void {
  for (let y = top; y < top + height; y++) {
    const start = (y * canvas.width + left) * RGBA;
    shown.fill(0, start, start + width * RGBA);
  }
}
