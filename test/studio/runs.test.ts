import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunInfo, StudioEvent } from '../../src/studio/wire.js';
import { TestStudio } from '../support/studio.js';

const textOf = async (studio: TestStudio, path: string) => (await studio.ask(path)).text();

test('a run takes its steps, and its result, curve and settings are kept', async () => {
  const studio = await TestStudio.open();
  const { body } = await studio.add({ steps: 4, note: 'first' });
  expect(body.state).toMatch(/waiting|running/);
  const run = await studio.ended(body.id);
  expect(run).toMatchObject({ state: 'done', result: 'result.png', summary: 'result.png: done', step: 4 });
  expect(run.curve).toEqual([1, 2, 3, 4].map((step) => [step, 1 / step]));
  expect(run.previews).toBeGreaterThan(0);
  expect(run.commandLine).toBe('nst steps --steps 4 --note first --output result.png');
  expect(await textOf(studio, `/api/runs/${run.id}/result`)).toBe('first after 4');
  const again = await TestStudio.open(studio.folder);
  expect(again.runs.all).toEqual([run]);
});

test('runs are done one after the other, in their order; those that wait can be taken out', async () => {
  const studio = await TestStudio.open();
  const order: string[] = [];
  studio.runs.listen((event) => {
    if (event.kind === 'run' && event.run.state === 'running') order.push(event.run.id);
  });
  const added: RunInfo[] = [];
  for (const note of ['a', 'b', 'c']) added.push((await studio.add({ note })).body);
  const [a, b, c] = added as [RunInfo, RunInfo, RunInfo];
  await studio.ask(`/api/runs/${b.id}/stop`, { method: 'POST' });
  expect((await studio.ended(c.id)).state).toBe('done');
  expect([...new Set(order)]).toEqual([a.id, c.id]);
  expect(studio.runs.get(b.id)).toMatchObject({ state: 'stopped', problem: 'taken out of the queue' });
});

test('a run that is stopped keeps what there is', async () => {
  const studio = await TestStudio.open();
  const { body } = await studio.add({ steps: 10_000, note: 'long' });
  expect((await studio.ask(`/api/runs/${body.id}/stop`, { method: 'POST' })).status).toBe(200);
  const run = await studio.ended(body.id);
  expect(run).toMatchObject({ state: 'stopped', result: 'result.png' });
  expect(await textOf(studio, `/api/runs/${run.id}/result`)).toMatch(/^long after \d+$/);
});

test('a run that fails says why, and the next one is done', async () => {
  const studio = await TestStudio.open();
  const broken = (await studio.add({ note: 'broken' })).body;
  const next = (await studio.add({})).body;
  expect(await studio.ended(broken.id)).toMatchObject({
    state: 'failed',
    problem: 'note: expected another one',
  });
  expect((await studio.ended(next.id)).state).toBe('done');
});

test.each([
  [{ strength: 2 }, /^strength: expected/],
  [{ strength: 'much' }, /^strength: expected a number/],
  [{ output: '/tmp/elsewhere.png' }, /^output: is no option that the page can set/],
  [{ colour: 'red' }, /^colour: is no option/],
  [{ content: { file: '../../etc/passwd' } }, /^content: expected a file that is here/],
  [{ content: '/etc/passwd' }, /^file: expected one that was added to the page, found "\/etc\/passwd"/],
  [{ style: ['/etc/passwd'] }, /^file: expected one that was added/],
  [{ init: '/etc/passwd' }, /^file: expected one that was added/],
  [{ note: '-' }, /^note: expected another text/],
])('%j is refused in one line before anything is done', async (fields, problem) => {
  const studio = await TestStudio.open();
  const { status, body } = await studio.add(fields);
  expect(status).toBe(400);
  expect(body.problem).toMatch(problem);
  expect(studio.runs.all).toEqual([]);
});

test('a run whose folder goes while it is on fails in one line, is told of as unkept, and the next one is done', async () => {
  const studio = await TestStudio.open();
  const { body } = await studio.add({ steps: 40, note: 'lost' });
  const next = (await studio.add({})).body;
  // The run goes on writing into it.
  await rm(join(studio.folder, 'runs', body.id), { recursive: true, maxRetries: 5, retryDelay: 20 });
  const run = await studio.ended(body.id);
  expect(run.state).toBe('failed');
  expect(run.problem).toMatch(/^[^\n]+$/);
  expect(run.warnings.at(-1)).toMatch(/^history: this run will be gone with the studio: /);
  expect((await studio.ended(next.id)).state).toBe('done');
});

test('what is no run at all is refused', async () => {
  const studio = await TestStudio.open();
  const post = (body: string) => studio.ask('/api/runs', { method: 'POST', body });
  expect((await post('{')).status).toBe(400);
  expect((await post('{"medium":"film","fields":{}}')).status).toBe(400);
  expect((await post(JSON.stringify({ note: 'x'.repeat(2 ** 19) }))).status).toBe(413);
});

/** The first events of a page that connects. */
async function events(studio: TestStudio, isLast: (event: StudioEvent) => boolean): Promise<StudioEvent[]> {
  const { body } = await studio.ask('/api/events');
  const heard: StudioEvent[] = [];
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!heard.some(isLast)) {
    text += (await reader.read()).value ?? '';
    const lines = text.split('\n\n');
    text = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) heard.push(JSON.parse(line.slice(5)));
  }
  await reader.cancel();
  return heard;
}

test('two pages hear of the same run, also one that comes in the middle', async () => {
  const studio = await TestStudio.open();
  const isDone = (event: StudioEvent) => event.kind === 'run' && event.run.state === 'done';
  const first = events(studio, isDone);
  const { body } = await studio.add({ steps: 20 });
  const heard = await Promise.all([first, events(studio, isDone)]);
  for (const list of heard) {
    const runs = list.filter((event) => event.kind === 'run').map(({ run }) => run);
    expect(new Set(runs.map(({ id }) => id))).toEqual(new Set([body.id]));
    expect(runs.at(-1)?.state).toBe('done');
  }
});

test('a run is removed with its files, unless it is on; what is damaged in the history is left out', async () => {
  const studio = await TestStudio.open();
  const { body } = await studio.add({ steps: 50 });
  const remove = async (id: string) => (await studio.ask(`/api/runs/${id}`, { method: 'DELETE' })).status;
  expect(await remove(body.id)).toBe(404);
  await studio.ended(body.id);
  const kept = (await studio.add({})).body;
  await studio.ended(kept.id);
  expect(await remove(body.id)).toBe(200);
  expect((await studio.ask(`/api/runs/${body.id}/result`)).status).toBe(404);
  await writeFile(join(studio.folder, 'runs', kept.id, 'run.json'), '{"id":');
  const broken = join(studio.folder, 'runs', '0'.repeat(32));
  await mkdir(broken);
  await writeFile(join(broken, 'preview.png'), 'of a run that was killed');
  expect((await TestStudio.open(studio.folder)).runs.all).toEqual([]);
  expect(await readdir(join(studio.folder, 'runs'))).toEqual([kept.id]);
});
