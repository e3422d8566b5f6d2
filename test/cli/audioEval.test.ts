import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nstHere } from '../support/nstHere.js';

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
    const table = await nstHere(['audio', 'eval', voice, guitar, guitar]);
    expect(table).toMatchObject({ code: 0, stderr: '' });
    // What is measured of a result leaves the pauses of the content out; of a style, its own.
    expect(table.stdout).toMatch(/^result +0\.9\d+ +0\.\d+ /m);
    expect(table.stdout).toMatch(/^content copied +0\.000 +0\.000 +1\.000 +1\.000 /m);
    expect(table.stdout).toMatch(/^EQ match /m);
    expect(table.stdout).toMatch(/^ +pauses, dBFS +attacks +crest, dB +under 20 Hz +words \(STOI\)$/m);
    expect(table.stdout).toMatch(/^result +-\d+ !! .*0\.\d+ !!$/m);
    expect(table.stdout).toMatch(/^ +63 Hz .*8000 Hz$/m);
    const options = ['--also', guitar, '--json', '--report', report];
    const json = await nstHere(['audio', 'eval', voice, voice, guitar, ...options]);
    const { result, anchors, others, fidelity } = JSON.parse(json.stdout);
    expect(result).toEqual(anchors.content);
    expect(others['guitar.wav'].timbreGap).toBeGreaterThan(0.9);
    expect(fidelity.result).toMatchObject({ attackRatio: 1, crestDb: 0 });
    expect(fidelity.result.stoi).toBeCloseTo(1, 4);
    const page = await readFile(report, 'utf8');
    expect(page).toContain('<h1>nst audio: evaluation</h1>');
    expect(page).toContain('<th>guitar.wav</th><td>0.9');
    const again = await nstHere(['audio', 'eval', voice, voice, guitar, '--report', report]);
    expect(again).toMatchObject({ code: 4, stdout: '' });
    expect(again.stderr).toContain('report.html: exists already');
  });

  it('names a file that is not there', async () => {
    const absent = join(folder, 'absent.wav');
    const { code, stderr } = await nstHere(['audio', 'eval', voice, absent, guitar]);
    expect(code).toBe(2);
    expect(stderr).toBe(
      `nst: ${absent}: expected a sound file, found no file of that name; check the path\n`,
    );
  });
});
