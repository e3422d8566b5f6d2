import { join } from 'node:path';
import type { Hono } from 'hono';
import { studioApp } from './app.js';
import type { Gate } from './guard.js';
import type { FileReaders, Medium } from './medium.js';
import type { PageFile } from './pageFiles.js';
import { Room } from './room.js';
import { RoughDesk } from './roughDesk.js';
import { Runs } from './runs.js';
import { Uploads } from './uploads.js';

/** What a studio is made of. */
export interface StudioParts {
  readonly media: readonly Medium[];
  readonly readers: FileReaders;
  /** Where uploads, results and the history are kept; it is there. */
  readonly folder: string;
  /** What the folder may take of the disk. */
  readonly roomBytes: number;
  readonly gate: Gate;
  readonly page: ReadonlyMap<string, PageFile>;
}

/** A studio without a server. */
export interface Studio {
  readonly app: Hono;
  readonly uploads: Uploads;
  readonly runs: Runs;
  /** Ends what is being done. */
  close(): Promise<void>;
}

/** Opens the folder of a studio. Uploads that no run of the history is made of are removed. @throws NstError NST_BAD_OUTPUT */
export async function openStudio(parts: StudioParts): Promise<Studio> {
  const { media, readers, folder, roomBytes } = parts;
  const room = new Room(folder, roomBytes);
  const uploads = await Uploads.open(join(folder, 'files'), readers, room);
  const runs = await Runs.open(join(folder, 'runs'), media, uploads);
  await uploads.sweep(runs.files);
  const rough = new RoughDesk(media, uploads, () => runs.isBusy);
  // Runs go first: what is drawn before them makes room.
  let runningId = '';
  runs.listen((event) => {
    if (event.kind !== 'run' || event.run.state !== 'running' || event.run.id === runningId) return;
    runningId = event.run.id;
    void rough.free();
  });
  return {
    app: studioApp({ ...parts, uploads, runs, rough, room }),
    uploads,
    runs,
    close: async () => {
      await runs.close();
      await rough.free();
    },
  };
}
