import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { COMMAND_METHODS, GUIDED_METHODS, METHODS, writePicture } from '../../src/image/index.js';
import { TERMS } from '../../src/shared/terms/registry.js';
import { nstHere } from '../support/nstHere.js';
import { scene, scratchFolder } from '../support/pictures.js';

const folder = scratchFolder();
const file = (name: string) => join(folder, name);

describe('nst terms', () => {
  it('lists every term with its settings, for people and for programs', async () => {
    const [people, programs] = [await nstHere(['terms']), await nstHere(['terms', '--json'])];
    const terms = JSON.parse(programs.stdout) as { name: string; settings: { name: string }[] }[];
    expect(terms.map(({ name }) => name)).toEqual(Object.keys(TERMS));
    for (const { name, settings } of terms) {
      expect(people.stdout).toContain(`${name} (`);
      expect(settings.map((setting) => setting.name).slice(0, 2)).toEqual(['weight', 'side']);
    }
    expect(people.stdout).toMatch(
      /\n {2}pool=4 +pixels that are averaged first.*a whole number from 1 to 64\n/,
    );
  });
});

describe('terms of another medium', () => {
  it.each([
    ['image', 'pitch', 'expected a term for pictures, found one for sounds'],
    ['audio', 'laplacian', 'expected a term for sounds, found one for pictures'],
    ['audio', 'plausible', 'expected a term for sounds, found one for text'],
  ])('nst %s --term %s is refused in a line', async (mode, term, problem) => {
    const { code, stderr } = await nstHere([mode, 'a.wav', '-s', 'b.wav', '--term', term]);
    expect(code).toBe(2);
    expect(stderr).toBe(`nst: term ${term}: ${problem}; nst terms lists all\n`);
  });
});

describe('nst image --term', () => {
  const RUN = ['--size', '48', '--preset', 'draft', '--iterations', '1', '--device', 'cpu', '-q'];
  const image = (...more: string[]) =>
    nstHere([
      'image',
      file('photo.png'),
      '--style',
      file('style.png'),
      '-o',
      file('out.png'),
      ...RUN,
      ...more,
    ]);

  it('adds losses, which the file of the result tells of', async () => {
    await writePicture(file('photo.png'), scene({ width: 48, height: 48 }, 1));
    await writePicture(file('style.png'), scene({ width: 48, height: 48 }, 2));
    const { code, stdout, stderr } = await image('--term', 'laplacian:weight=0.3', '--term', 'tv', '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(Object.keys(JSON.parse(stdout).losses.terms).sort()).toEqual([
      'content',
      'laplacian',
      'style',
      'tv',
    ]);
    const { xmpAsString = '' } = await sharp(file('out.png')).metadata();
    expect(xmpAsString).toMatch(/laplacian/);
  });

  it.each([
    ['sharpen', /^nst: term: expected one of content, .* found "sharpen"\n$/],
    ['laplacian:pool=0', /^nst: term laplacian: pool: expected a whole number from 1 to 64, found "0"\n$/],
    [
      'content:layers=nothing',
      /^nst: term content2: layers: expected layers of inception .* found "nothing"\n$/,
    ],
  ])('refuses %s in one line', async (term, message) => {
    const { code, stderr } = await image('--term', term, '--force');
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});

describe('nst methods', () => {
  it('lists every method with its source and a line to run it, for people and for programs', async () => {
    const [people, programs] = [await nstHere(['methods']), await nstHere(['methods', '--json'])];
    const methods = JSON.parse(programs.stdout) as { name: string; source: string; example: string }[];
    const names = methods.map(({ name }) => name);
    const ofSounds = names.filter((name) => name.startsWith('sound-'));
    expect(names).toEqual([
      ...[METHODS, GUIDED_METHODS, COMMAND_METHODS].flatMap((methods) => Object.keys(methods)),
      ...ofSounds,
    ]);
    expect(ofSounds).toContain('sound-transport');
    for (const { name, source, example } of methods) {
      expect(people.stdout).toContain(`${name}: `);
      expect(people.stdout).toContain(`  from: ${source}\n  run: ${example}\n`);
    }
  });
});
