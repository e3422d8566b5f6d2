import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nst } from '../support/nst.js';

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/audio/${name}`, import.meta.url));
const [voice, guitar] = [fixture('voice.wav'), fixture('guitar.wav')];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nst-eval-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('nst audio eval', () => {
  it('prints a table with anchors, or JSON, and writes a page', async () => {
    const report = join(folder, 'report.html');
    const table = await nst(['audio', 'eval', voice, guitar, guitar]);
    expect(table).toMatchObject({ code: 0, stderr: '' });
    expect(table.stdout).toMatch(/^result +1\.000 +1\.000 /m);
    expect(table.stdout).toMatch(/^content copied +0\.000 +0\.000 +1\.000 +1\.000 /m);
    expect(table.stdout).toMatch(/^EQ match /m);
    const options = ['--also', guitar, '--json', '--report', report];
    const json = await nst(['audio', 'eval', voice, voice, guitar, ...options]);
    const { result, anchors, others } = JSON.parse(json.stdout);
    expect(result).toEqual(anchors.content);
    expect(others).toEqual({ 'guitar.wav': anchors.style });
    const page = await readFile(report, 'utf8');
    expect(page).toContain('<h1>nst audio: evaluation</h1>');
    expect(page).toContain('<th>guitar.wav</th><td>1.000</td>');
    const again = await nst(['audio', 'eval', voice, voice, guitar, '--report', report]);
    expect(again).toMatchObject({ code: 4, stdout: '' });
    expect(again.stderr).toContain('report.html: exists already');
  });

  it('names a file that is not there', async () => {
    const absent = join(folder, 'absent.wav');
    const { code, stderr } = await nst(['audio', 'eval', voice, absent, guitar]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `nst: ${absent}: expected a sound file, found no file of that name; check the path\n`,
    );
  });
});
