import { createReadStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fillAtomically, writeAtomically } from '../../shared/atomicFile.js';
import { makeOutputFolder } from '../../shared/outputFolder.js';
import type { FilmScheme } from '../planFilm.js';
import { numberedPath } from '../read/frameFiles.js';
import type { WorkFolder } from '../work/workFolder.js';
import { type SoundTrack, writeFilm } from './ffmpegWriter.js';
import { filmKind } from './filmKind.js';
import { writeApng, writePages } from './writeAnimation.js';

/** What the result is, and what it is written with. */
export interface Assembly extends Omit<FilmScheme, 'count'> {
  readonly output: string;
  readonly ffmpeg: string;
  readonly sound: SoundTrack | undefined;
}

/** Numbers of frames begin with 1, as ffmpeg's do. */
const FIRST_NUMBER = 1;

/** The file of a frame of a folder or pattern. */
export const framePath = (output: string, index: number) =>
  numberedPath(filmKind(output) === 'folder' ? join(output, 'frame_%04d.png') : output, index + FIRST_NUMBER);

/**
 * Puts finished frames together: a film, an animation, or files.
 *
 * @param count of the frames
 * @throws NstError NST_BAD_OUTPUT
 */
export async function assemble(work: WorkFolder, count: number, assembly: Assembly): Promise<void> {
  const { output, ffmpeg, sound, size, rate } = assembly;
  const kind = filmKind(output);
  const frames = Array.from({ length: count }, (_, i) => work.framePath(i));
  switch (kind) {
    case 'film': {
      const coded = join(work.path, `film${extname(output).toLowerCase()}`);
      try {
        await writeFilm(coded, ffmpeg, { size, rate, sound }, work.frames(count));
        await fillAtomically(output, async (handle) => {
          for await (const piece of createReadStream(coded)) await handle.write(piece as Buffer);
        });
      } finally {
        await rm(coded, { force: true });
      }
      return;
    }
    case 'gif':
    case 'webp':
      return writePages(output, { size, rate, frames }, kind);
    case 'apng':
      return writeApng(output, { size, rate, frames });
    default:
      if (kind === 'folder') await makeOutputFolder(output);
      for (const [i, frame] of frames.entries())
        await writeAtomically(framePath(output, i), await readFile(frame));
  }
}

/** A name for the folder of finished frames beside a result. */
export const workName = (output: string) => `${basename(output).replace('%', '')}.work`;
