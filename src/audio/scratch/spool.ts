import { NstError } from '../../shared/errors.js';
import type { SoundParts } from '../sound.js';
import { readAll } from './readAll.js';
import type { Scratch } from './scratch.js';
import { withRoom } from './scratchFile.js';
import { writeAll } from './writeAll.js';

/**
 * What comes through a stream, put into a file of the scratch room, so that memory does not grow with it and it can be read again.
 *
 * @param name what messages call it
 * @throws NstError NST_BAD_INPUT if nothing comes, NST_BAD_OUTPUT where there is no room
 */
export async function spooled(
  name: string,
  stream: AsyncIterable<Uint8Array>,
  scratch: Scratch,
): Promise<SoundParts> {
  const { file } = scratch.file();
  let sizeBytes = 0;
  for await (const piece of stream) {
    withRoom(scratch.folder, () => writeAll(file, piece, sizeBytes));
    sizeBytes += piece.length;
  }
  if (sizeBytes === 0) throw new NstError('NST_BAD_INPUT', `${name}: expected a sound file, found nothing`);
  const read = (start: number, bytes: number) => {
    const buffer = new Uint8Array(bytes);
    return buffer.subarray(0, readAll(file, buffer, start));
  };
  return { name, sizeBytes, read };
}
