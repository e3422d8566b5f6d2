import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { RunRecorder } from '../../src/cli/sidecar/runRecorder.js';
import { writePicture } from '../../src/image/index.js';
import { SILENT } from '../../src/shared/reporter.js';
import { nstHere } from '../support/nstHere.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);
const RENDER = ['render', 'photo.png', '--size', '32', '--seed', '3', '--sidecar', '-q'];
const here = (...args: string[]) => nstHere(args, { cwd: folder });

beforeAll(async () => {
  await writePicture(file('photo.png'), scene({ width: 40, height: 32 }, 1));
});

describe('--sidecar and nst rerun', () => {
  it('make a result again to the same bytes, from anywhere, also where all was moved to', async () => {
    expect(await here(...RENDER, '-o', 'out.png')).toMatchObject({ code: 0, stderr: '' });
    const made = JSON.parse(readFileSync(file('out.json'), 'utf8'));
    expect(made).toMatchObject({ sidecar: 1, words: [...RENDER, '-o', 'out.png'], folder: '.' });
    expect(made.inputs).toEqual([{ path: 'photo.png', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(made.results).toMatchObject([{ seed: 3, width: 32 }]);
    expect(made.phases.length).toBeGreaterThan(0);
    mkdirSync(file('elsewhere'));
    for (const name of ['photo.png', 'out.json']) copyFileSync(file(name), file(`elsewhere/${name}`));
    const again = await nstHere(['rerun', file('elsewhere/out.json'), '-o', file('again.png')]);
    expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('the same bytes as before') });
    expect(readFileSync(file('again.png')).equals(readFileSync(file('out.png')))).toBe(true);
    expect(existsSync(file('again.json'))).toBe(false);
  });

  it('replace nothing unasked: neither the result nor what is told of it', async () => {
    expect(await here('rerun', 'out.json')).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('out.png: exists'),
    });
    writeFileSync(file('taken.json'), 'mine');
    const { code, stderr } = await here(...RENDER, '-o', 'taken.png');
    expect({ code, stderr }).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('taken.json: exists already'),
    });
    expect(existsSync(file('taken.png'))).toBe(false);
  });

  it('tell the losses of every step, and the weights that were used', async () => {
    const args = [
      'image',
      'photo.png',
      '-s',
      'photo.png',
      '--size',
      '32',
      '--iterations',
      '2',
      '--preset',
      'draft',
      '--no-match',
    ];
    expect(await here(...args, '--device', 'cpu', '-q', '--sidecar', '-o', 'i.png')).toMatchObject({
      code: 0,
    });
    const made = JSON.parse(readFileSync(file('i.json'), 'utf8'));
    expect(made.steps.map(({ step }: { step: number }) => step)).toEqual([1, 2]);
    expect(Object.keys(made.steps[0].terms)).toContain('content');
    expect(made.weights).toEqual({ inception: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('refuse inputs that are not what they were', async () => {
    renameSync(file('elsewhere/photo.png'), file('elsewhere/kept.png'));
    expect((await here('rerun', 'elsewhere/out.json')).stderr).toMatch(
      /out\.json: photo\.png is not there any more; put/,
    );
    await writePicture(file('elsewhere/photo.png'), scene({ width: 40, height: 32 }, 2));
    const { code, stderr } = await here('rerun', 'elsewhere/out.json');
    expect(code).toBe(2);
    expect(stderr).toMatch(/^nst: elsewhere\/out\.json: photo\.png is not what it was; put [^\n]*\n$/);
  });

  it.each([
    ['no file', ['rerun'], /^nst: sidecar: expected the \.json file beside a result, found none; name it\n$/],
    [
      'another file',
      ['rerun', 'other.json'],
      /other\.json: .*expected .*; name the \.json file that --sidecar wrote/,
    ],
    [
      'a pipe',
      ['apply', '-', '-s', 'woodcut', '-o', '-', '--sidecar'],
      /^nst: sidecar: expected files to read and write/,
    ],
  ])('say what is wrong with %s in one line', async (_, args, problem) => {
    writeFileSync(file('other.json'), '{"sidecar": 2}');
    const { code, stderr } = await here(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(problem);
    expect(stderr).toMatch(/^nst: [^\n]*\n$/);
  });
});

describe('RunRecorder', () => {
  it('keeps few of many steps, evenly, and the seconds of each phase', () => {
    let ms = 0;
    const recorder = new RunRecorder(() => ms);
    const { reporter } = recorder.watch({
      reporter: SILENT,
      signal: new AbortController().signal,
      keepsUnfinished: true,
      tell() {},
    });
    ms = 500;
    reporter.stage('work');
    for (let step = 1; step <= 5000; step++) reporter.step({ step, steps: 5000, total: step, terms: {} });
    ms = 2500;
    const { phases, steps } = recorder.end();
    expect(phases).toEqual([
      { name: 'reading and preparing', seconds: 0.5 },
      { name: 'work', seconds: 2 },
    ]);
    expect(steps.length).toBeLessThan(1000);
    const gaps = steps.slice(1).map(({ step }, i) => step - steps[i]!.step);
    expect(new Set(gaps)).toEqual(new Set([8]));
  });
});
