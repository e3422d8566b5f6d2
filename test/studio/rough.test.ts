import { expect, test } from 'vitest';
import type { RoughAnswer } from '../../src/studio/wire.js';
import { TestStudio } from '../support/studio.js';

async function ask(studio: TestStudio, fields: object, seen = 0): Promise<RoughAnswer & { status: number }> {
  const body = JSON.stringify({ medium: 'picture', fields, seen });
  const response = await studio.ask('/api/rough', { method: 'POST', body });
  return { status: response.status, ...(await response.json()) };
}

/** All that a page is shown that asks until there is no better look. */
async function followed(studio: TestStudio, fields: object): Promise<string[]> {
  const shown: string[] = [];
  let answer = await ask(studio, fields);
  while (true) {
    if (answer.look) shown.push(Buffer.from(answer.look.base64, 'base64').toString());
    if (answer.isOver) return shown;
    answer = await ask(studio, fields, answer.version);
  }
}

test('a page is shown something at once, then better looks until there is no better one', async () => {
  const studio = await TestStudio.open();
  const shown = await followed(studio, { note: 'a', steps: 3 });
  expect(shown[0]).toBe('glance of a');
  expect(shown.at(-1)).toBe('a after 3');
});

test('the newest wish holds, and a page that asked for another one is told that it is over', async () => {
  const studio = await TestStudio.open();
  const first = await ask(studio, { note: 'a', steps: 1000 });
  expect(first.isOver).toBe(false);
  const second = followed(studio, { note: 'b', steps: 2 });
  expect(await ask(studio, { note: 'a', steps: 1000 }, first.version)).toMatchObject({ isOver: true });
  expect((await second).at(-1)).toBe('b after 2');
});

test('beside a run there is nothing but the glance; when it is over, the rest is drawn', async () => {
  const studio = await TestStudio.open();
  const { body } = await studio.add({ steps: 10_000 });
  expect(await followed(studio, { note: 'a', steps: 2 })).toEqual(['glance of a']);
  expect(await ask(studio, { note: 'a', steps: 2 }, 1)).toMatchObject({ isOver: true, isCut: true });
  await studio.ask(`/api/runs/${body.id}/stop`, { method: 'POST' });
  await studio.ended(body.id);
  expect((await followed(studio, { note: 'a', steps: 2 })).at(-1)).toBe('a after 2');
});

test('what cannot be drawn is told in one line; values that the command would refuse are refused', async () => {
  const studio = await TestStudio.open();
  const broken = await ask(studio, { note: 'broken', steps: 1 });
  expect(broken).toMatchObject({ status: 200 });
  const last = broken.isOver ? broken : await ask(studio, { note: 'broken', steps: 1 }, 1);
  expect(last).toMatchObject({ isOver: true, problem: 'note: expected another one' });
  expect(await ask(studio, { strength: 2 })).toMatchObject({ status: 400 });
  expect(await ask(studio, { content: '/etc/passwd' })).toMatchObject({ status: 400 });
  expect(await ask(studio, {}, -1)).toMatchObject({ status: 400 });
});
