/** The studio as a function from requests to answers: hono's `fetch`. */
import { extname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { messageOf, NstError } from '../shared/errors.js';
import { parseOutsideJson } from '../shared/outsideJson.js';
import { mediumInfo } from './controls.js';
import { type Gate, guard } from './guard.js';
import type { FileReaders, Medium } from './medium.js';
import type { PageFile } from './pageFiles.js';
import type { Room } from './room.js';
import type { RoughDesk } from './roughDesk.js';
import { RUN_PARTS } from './runNote.js';
import type { Runs } from './runs.js';
import { sendFile } from './sendFile.js';
import { tooLarge, type Uploads } from './uploads.js';
import type { FileKindName, StudioEvent, StudioInfo } from './wire.js';

/** What answers are made of. */
export interface AppParts {
  readonly gate: Gate;
  readonly page: ReadonlyMap<string, PageFile>;
  readonly media: readonly Medium[];
  readonly readers: FileReaders;
  readonly uploads: Uploads;
  readonly runs: Runs;
  readonly rough: RoughDesk;
  readonly room: Room;
}

/** Settings are short, but for texts of words. */
const MAX_SETTINGS_BYTES = 2 ** 18;
/** Between two signs of life: a connection that is gone is found out by them. */
const HEARTBEAT_MS = 15_000;

const RUN_REQUEST = z.object({ medium: z.string(), fields: z.record(z.string(), z.unknown()) });
const ROUGH_REQUEST = RUN_REQUEST.extend({ seen: z.int().min(0) });

const isKind = (name: string, readers: FileReaders): name is FileKindName => Object.hasOwn(readers, name);

/** @returns hono's application; what it needs from outside is all in `parts` */
export function studioApp(parts: AppParts): Hono {
  const { gate, page, media, readers, uploads, runs, rough, room } = parts;
  const app = new Hono();
  app.use('*', guard(gate));
  app.onError((error, context) => {
    const isTheirs = error instanceof NstError && error.code !== 'NST_INTERNAL';
    return context.json({ problem: messageOf(error) }, isTheirs ? 400 : 500);
  });
  app.notFound((context) => context.json({ problem: 'studio: there is nothing of this name' }, 404));

  app.get('/api/studio', async (context) => {
    const maxUploadBytes = Math.max(...Object.values(readers).map(({ maxBytes }) => maxBytes));
    const info: StudioInfo = {
      media: await Promise.all(media.map(mediumInfo)),
      files: uploads.all,
      runs: runs.all,
      maxUploadBytes,
      usedBytes: await room.used(),
      roomBytes: room.limitBytes,
    };
    return context.json(info);
  });

  app.post('/api/files', async (context) => {
    const { kind = '', name = 'file' } = context.req.query();
    if (!isKind(kind, readers))
      return context.json({ problem: `kind: expected one of ${Object.keys(readers).join(', ')}` }, 400);
    const { maxBytes } = readers[kind];
    if (Number(context.req.header('content-length') ?? 0) > maxBytes)
      return context.json({ problem: tooLarge(name, maxBytes).message }, 413);
    const { body } = context.req.raw;
    return context.json(await uploads.add(kind, name, body ?? nothing()));
  });

  app.get('/api/files/:id', async (context) => {
    const path = uploads.pathOf(context.req.param('id'));
    return path === undefined ? context.notFound() : sendFile(context, path);
  });
  app.get('/api/files/:id/view', async (context) => {
    const path = uploads.viewOf(context.req.param('id'));
    return path === undefined ? context.notFound() : sendFile(context, path);
  });

  const limit = bodyLimit({
    maxSize: MAX_SETTINGS_BYTES,
    onError: (context) =>
      context.json({ problem: 'run: expected shorter settings; make texts shorter' }, 413),
  });
  app.post('/api/runs', limit, async (context) => {
    const origin = { name: 'run', code: 'NST_BAD_INPUT', advice: 'load the page again' } as const;
    const { medium, fields } = parseOutsideJson(await context.req.text(), RUN_REQUEST, origin);
    await room.check('run');
    return context.json(await runs.add(medium, fields));
  });
  app.post('/api/rough', limit, async (context) => {
    const origin = { name: 'rough', code: 'NST_BAD_INPUT', advice: 'load the page again' } as const;
    const { medium, fields, seen } = parseOutsideJson(await context.req.text(), ROUGH_REQUEST, origin);
    return context.json(await rough.ask(medium, fields, seen));
  });
  app.post('/api/runs/:id/stop', async (context) =>
    (await runs.stop(context.req.param('id'))) ? context.json({}) : context.notFound(),
  );
  app.delete('/api/runs/:id', async (context) => {
    const before = runs.files;
    if (!(await runs.remove(context.req.param('id')))) return context.notFound();
    // What the page has chosen for its next run stays.
    const kept = (context.req.query('keep') ?? '').split(',');
    return context.json({ gone: await uploads.sweep(new Set([...runs.files, ...kept]), before) });
  });
  for (const part of RUN_PARTS) {
    app.get(`/api/runs/:id/${part}`, async (context) => {
      const id = context.req.param('id');
      const path = await runs.pathOf(id, part);
      if (path === undefined) return context.notFound();
      const isDownload = context.req.query('download') !== undefined;
      return sendFile(context, path, isDownload ? `nst-${id.slice(0, 6)}${extname(path)}` : undefined);
    });
  }

  app.get('/api/events', (context) =>
    streamSSE(context, async (stream) => {
      const tell = (event: StudioEvent) => void stream.writeSSE({ data: JSON.stringify(event) });
      const unlisten = runs.listen(tell);
      stream.onAbort(unlisten);
      // What happened between the page's first look and this.
      for (const run of runs.all)
        if (run.state === 'running' || run.state === 'waiting') tell({ kind: 'run', run });
      while (!stream.aborted && !stream.closed) {
        // An ending studio does not wait for it.
        await pause(HEARTBEAT_MS, undefined, { ref: false });
        await stream.write(': alive\n\n');
      }
    }),
  );

  app.get('*', (context) => {
    const file = page.get(context.req.path);
    if (!file) return context.notFound();
    return context.body(file.bytes, 200, { 'Content-Type': file.type });
  });
  return app;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
