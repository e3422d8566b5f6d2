import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { STUDIO_READERS } from '../../src/cli/studio/readers.js';
import type { JobKind, JobTools } from '../../src/jobs/kind.js';
import { NstError } from '../../src/shared/errors.js';
import { integerOption, numberOption } from '../../src/shared/options/numbers.js';
import { fileOption, filesOption, maybeFileOption, outputOption } from '../../src/shared/options/paths.js';
import { textOption } from '../../src/shared/options/texts.js';
import type { FileReaders, Medium } from '../../src/studio/medium.js';
import { openStudio } from '../../src/studio/openStudio.js';
import type { RoughWay } from '../../src/studio/roughWay.js';
import type { Runs } from '../../src/studio/runs.js';
import type { Uploads } from '../../src/studio/uploads.js';
import type { FileInfo, RunInfo } from '../../src/studio/wire.js';

const ROW = { section: 'All', part: 'recipe' } as const;

const TABLE = {
  content: fileOption({ help: 'what is worked on', placeholder: '[content]', ...ROW }),
  style: filesOption({ help: 'styles', ...ROW }),
  strength: numberOption({ help: 'how much', placeholder: '<0..1>', min: 0, max: 1, ...ROW }),
  steps: integerOption({ help: 'steps', placeholder: '<n>', min: 1, fallback: 3, ...ROW }),
  init: maybeFileOption({
    help: 'a start',
    placeholder: '<start>',
    isFile: (text) => text !== 'noise',
    ...ROW,
  }),
  note: textOption({ help: 'any text', placeholder: '<text>', ...ROW }),
  output: outputOption({ help: 'the result', section: 'All' }),
  preview: outputOption({ help: 'a preview', section: 'All' }),
};

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A command that takes steps, with a preview at each, until it is done or stopped; `note` "broken" fails. */
export const STEPS: JobKind = {
  command: 'steps',
  table: TABLE,
  plan: async ({ steps, output, preview, note }) => ({
    outputs: [String(output)],
    inputs: [],
    run: async ({ reporter, signal, tell }: JobTools) => {
      if (note === 'broken') throw new NstError('NST_BAD_INPUT', 'note: expected another one');
      let step = 0;
      while (step < Number(steps) && !signal.aborted) {
        step++;
        await writeFile(String(preview), `preview ${step}`);
        reporter.step({ step, steps: Number(steps), terms: {}, total: 1 / step });
        await pause();
      }
      await writeFile(String(output), `${note} after ${step}`);
      tell({ lines: [`${output}: done`], json: {}, isStopped: signal.aborted });
    },
  }),
};

/** What is drawn before a run: at once the note, then it with each step. */
export const WORDY_ROUGH: RoughWay = {
  glance: async ({ note = '' }) => {
    if (note === 'broken') throw new NstError('NST_BAD_INPUT', 'note: expected another one');
    return lookOf(`glance of ${note}`);
  },
  look: async ({ note, steps }, { signal, show }) => {
    if (note === 'broken') throw new NstError('NST_BAD_INPUT', 'note: expected another one');
    for (let step = 1; step <= Number(steps) && !signal.aborted; step++) {
      await pause();
      show(lookOf(`${note} after ${step}`));
    }
  },
  close: async () => undefined,
};

const lookOf = (text: string) => ({ bytes: Buffer.from(text), type: 'image/png', words: text }) as const;

const MEDIUM: Medium = {
  name: 'picture',
  label: 'Picture',
  shows: 'picture',
  kind: STEPS,
  atHand: { wells: ['content'], controls: ['strength'] },
  needs: ['content'],
  unit: 'Step',
  invitation: 'Run.',
  ending: () => '.png',
  previewEnding: '.png',
  files: { content: 'picture', style: 'picture' },
  left: [],
  extras: (_, preview) => ({ preview }),
  openRough: () => WORDY_ROUGH,
};

export const PORT = 4321;
export const TOKEN = 'secret-token';
const COOKIE = `nst-studio-${PORT}=${TOKEN}`;

/** A studio without a server, whose runs are steps; and how it is asked. */
export class TestStudio {
  private constructor(
    readonly folder: string,
    readonly app: Hono,
    readonly runs: Runs,
    readonly uploads: Uploads,
  ) {}

  /** @param folder of another studio, to open it again; a new one, which goes with the test, if left out */
  static async open(
    folder?: string,
    readers: FileReaders = STUDIO_READERS,
    roomBytes = 1e9,
  ): Promise<TestStudio> {
    const path = folder ?? (await mkdtemp(join(tmpdir(), 'nst-studio-')));
    if (folder === undefined) onTestFinished(() => rm(path, { recursive: true, force: true }));
    const page = new Map([['/', { bytes: new Uint8Array([60]), type: 'text/html' }]]);
    const gate = { token: TOKEN, port: () => PORT };
    const parts = { gate, page, media: [MEDIUM], readers, folder: path, roomBytes };
    const { app, runs, uploads } = await openStudio(parts);
    return new TestStudio(path, app, runs, uploads);
  }

  /** Asks as the page does. @param headers in place of its own; undefined leaves one out */
  ask(
    path: string,
    init: { method?: string; body?: BodyInit } = {},
    headers: Readonly<Record<string, string | undefined>> = {},
  ): Promise<Response> {
    const all = {
      host: `127.0.0.1:${PORT}`,
      origin: `http://127.0.0.1:${PORT}`,
      cookie: COOKIE,
      'sec-fetch-site': 'same-origin',
      ...headers,
    };
    const given = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const url = `http://127.0.0.1:${PORT}${path}`;
    return Promise.resolve(this.app.fetch(new Request(url, { ...init, headers: given })));
  }

  async add(fields: object): Promise<{ status: number; body: RunInfo & { problem?: string } }> {
    const body = JSON.stringify({ medium: 'picture', fields });
    const response = await this.ask('/api/runs', { method: 'POST', body });
    return { status: response.status, body: await response.json() };
  }

  async upload(
    name: string,
    bytes: Uint8Array,
    kind = 'picture',
  ): Promise<{ status: number; body: FileInfo & { problem?: string } }> {
    const query = new URLSearchParams({ kind, name });
    const response = await this.ask(`/api/files?${query}`, { method: 'POST', body: Buffer.from(bytes) });
    return { status: response.status, body: await response.json() };
  }

  /** Waits until a run is over. */
  ended(id: string): Promise<RunInfo> {
    return new Promise((resolve) => {
      const look = (run: RunInfo | undefined) => {
        if (!run || run.id !== id || run.state === 'running' || run.state === 'waiting') return;
        unlisten();
        resolve(run);
      };
      const unlisten = this.runs.listen((event) => event.kind === 'run' && look(event.run));
      look(this.runs.get(id));
    });
  }
}
