import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { writeAtomically } from '../../shared/atomicFile.js';
import { NstError } from '../../shared/errors.js';
import { checkOutputFolder, makeOutputFolder } from '../../shared/outputFolder.js';
import { checkOutputPath, type OutputRules } from '../../shared/outputPath.js';
import type { Size } from '../../shared/pictures/picture.js';
import { sharp } from '../../shared/pictures/sharp.js';
import { firstLine } from '../../shared/pictures/source.js';

/** An animated text in 8 bits. */
export interface FrameSet extends Size {
  /** Each [height, width, 4], not multiplied by alpha. */
  readonly frames: readonly Uint8Array[];
  readonly delaysMs: readonly number[];
  /** How often it is shown; 0: for ever. */
  readonly loop: number;
}

const FRAME_NAME = /^frame-\d+\.png$/;

/** frame-0001.png and so on. */
const frameName = (i: number) => `frame-${String(i + 1).padStart(4, '0')}.png`;

/**
 * Checks before any work is done that frames can be written to `path`: an animation if it ends in .gif or .webp, else a folder.
 *
 * @throws NstError NST_BAD_OPTION for another ending, NST_WOULD_OVERWRITE for a folder with frames in it, else as
 *   `checkOutputPath`
 */
export async function checkFramesPath(path: string, rules: OutputRules): Promise<void> {
  const ending = extname(path).toLowerCase();
  if (ending !== '' && ending !== '.gif' && ending !== '.webp') {
    const expected = 'expected a folder, or a file that ends in .gif or .webp';
    throw new NstError('NST_BAD_OPTION', `frames: ${expected}, found "${path}"`);
  }
  if (ending !== '') return checkOutputPath(path, rules);
  const there = await readdir(path).catch(() => []);
  const older = there.filter((name) => FRAME_NAME.test(name)).slice(0, 1);
  await checkOutputFolder(path, older, rules);
}

/** The frames below one another, as sharp wants them. */
function pile({ frames, width, height }: FrameSet) {
  const raw = { width, height: height * frames.length, channels: 4, pageHeight: height } as const;
  return sharp(Buffer.concat(frames), { raw, limitInputPixels: false });
}

async function encode(path: string, set: FrameSet): Promise<Buffer> {
  const { loop } = set;
  const delay = [...set.delaysMs];
  const image = pile(set);
  const encoder =
    extname(path).toLowerCase() === '.gif'
      ? image.gif({ delay, loop })
      : image.webp({ delay, loop, quality: 95, smartSubsample: true });
  return encoder.toBuffer().catch((error: unknown) => {
    const text = `${path}: the animation cannot be written (${firstLine(error)}); choose another format or size`;
    throw new NstError('NST_BAD_OUTPUT', text, { cause: error });
  });
}

/**
 * Writes an animation as GIF (whose pixels are seen entirely or not at all), WebP, or a folder of PNG files, which is made if
 * need be.
 *
 * @throws NstError NST_BAD_OUTPUT
 */
export async function writeFrames(path: string, set: FrameSet): Promise<void> {
  if (extname(path) !== '') return writeAtomically(path, await encode(path, set));
  await makeOutputFolder(path);
  const raw = { width: set.width, height: set.height, channels: 4 } as const;
  for (const [i, frame] of set.frames.entries()) {
    const bytes = await sharp(frame, { raw, limitInputPixels: false })
      .withIccProfile('srgb')
      .png()
      .toBuffer();
    await writeAtomically(join(path, frameName(i)), bytes);
  }
}
