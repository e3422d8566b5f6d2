import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generate } from '../../fuzz/generate.js';
import { decodeUtf16, encodeUtf16, type Input } from '../../fuzz/input.js';
import { mutateBytes } from '../../fuzz/mutate/bytes.js';
import { mutateJsonText } from '../../fuzz/mutate/json.js';
import { smallCount } from '../../fuzz/mutate/random.js';
import { mutateText } from '../../fuzz/mutate/text.js';
import { reduceInput } from '../../fuzz/reduce.js';
import { readSettings } from '../../fuzz/settings.js';
import { FONT_TARGETS } from '../../fuzz/targets/fonts.js';
import { PICTURE_TARGETS } from '../../fuzz/targets/pictures.js';
import { SOUND_TARGETS } from '../../fuzz/targets/sounds.js';
import { STYLE_TARGETS } from '../../fuzz/targets/styles.js';
import { TEXT_TARGETS } from '../../fuzz/targets/texts.js';
import { WEIGHT_TARGETS } from '../../fuzz/targets/weights.js';
import { judgeThrown, messageProblem } from '../../fuzz/verdict.js';
import { NstError } from '../../src/shared/errors.js';
import { Rng } from '../../src/shared/rng.js';

const TARGETS = [
  ...PICTURE_TARGETS,
  ...SOUND_TARGETS,
  ...WEIGHT_TARGETS,
  ...STYLE_TARGETS,
  ...FONT_TARGETS,
  ...TEXT_TARGETS,
];
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const colours = TEXT_TARGETS.find(({ name }) => name === 'colour')!;
const seeds = await colours.seeds();
const inputs = (runSeed: number, numbers: readonly number[]) =>
  numbers.map((number) => generate(colours, seeds, runSeed, number).input);

describe('inputs', () => {
  it('are the same for the same seed, whatever else is made', () => {
    const numbers = Array.from({ length: 100 }, (_, i) => i);
    const all = inputs(1, numbers);
    expect(inputs(1, numbers.toReversed()).toReversed()).toEqual(all);
    expect(inputs(2, numbers)).not.toEqual(all);
    expect(
      new Set(all.map((input) => Buffer.from(input.get('text') ?? []).toString('hex'))).size,
    ).toBeGreaterThan(80);
  });

  it('of every format leave the sound ones as they are', async () => {
    for (const target of TARGETS) {
      const sound = await target.seeds();
      const before = JSON.stringify(
        sound.map(({ input }) => [...input].map(([name, bytes]) => [name, digest(bytes)])),
      );
      for (let number = 0; number < sound.length + 60; number++) generate(target, sound, 1, number);
      const after = JSON.stringify(
        sound.map(({ input }) => [...input].map(([name, bytes]) => [name, digest(bytes)])),
      );
      expect(after, target.name).toBe(before);
    }
  });

  it('begin with the sound ones', () => {
    expect(inputs(1, [...seeds.keys()])).toEqual(seeds.map(({ input }) => input));
  });

  it('hold any string', () => {
    for (const text of ['', 'a', '\ud800', '\udc00x\0', '\u{1f600}'])
      expect(decodeUtf16(encodeUtf16(text))).toBe(text);
  });
});

describe('changes', () => {
  it('are few more often than many', () => {
    const rng = new Rng(1);
    const counts = new Map<number, number>();
    for (let i = 0; i < 7000; i++) {
      const count = smallCount(rng, 6);
      counts.set(count, (counts.get(count) ?? 0) + 1);
    }
    // The chance of n is log(1 + 1/n) / log(7).
    for (let n = 1; n <= 6; n++) {
      expect((counts.get(n) ?? 0) / 7000).toBeCloseTo(Math.log(1 + 1 / n) / Math.log(7), 1);
    }
    expect(counts.size).toBe(6);
  });

  it.each([
    ['arrays', (bytes: Uint8Array) => bytes],
    // Their slices are views.
    ['buffers', (bytes: Uint8Array) => Buffer.from(bytes)],
  ])('of bytes leave the %s they are made from alone, also where there are none or one', (_, kind) => {
    for (let i = 0; i < 2000; i++) {
      const bytes = kind(Uint8Array.from({ length: i % 40 }, (_, k) => k));
      const before = Uint8Array.from(bytes);
      const changed = mutateBytes(bytes, { rng: new Rng(i), other: () => Uint8Array.of(1, 2, 3) });
      expect(changed).toBeInstanceOf(Uint8Array);
      expect(Uint8Array.from(bytes)).toEqual(before);
    }
  });

  it('of JSON are JSON, but for numbers and names that only text can have', () => {
    const text = JSON.stringify({ shape: [1, 2], name: 'a', deep: { list: [null, true, 1.5] } });
    const changed = Array.from({ length: 500 }, (_, i) => mutateJsonText(text, new Rng(i)));
    const isJson = (one: string) => {
      try {
        JSON.parse(one);
        return true;
      } catch {
        return false;
      }
    };
    expect(changed.filter(isJson).length).toBeGreaterThan(450);
    expect(new Set(changed).size).toBeGreaterThan(200);
    // What is made is changed again.
    for (const one of changed) mutateJsonText(one, new Rng(1));
  });

  it('of texts reach control characters, halves of pairs and lengths', () => {
    const changed = Array.from({ length: 500 }, (_, i) => mutateText('stroke width=4', new Rng(i)));
    expect(changed.some((text) => /\p{Cc}/u.test(text))).toBe(true);
    expect(changed.some((text) => /\p{Cs}/u.test(text))).toBe(true);
    expect(changed.some(({ length }) => length > 10_000)).toBe(true);
  });
});

describe('reduction', () => {
  const input: Input = new Map([
    ['a', Uint8Array.from({ length: 200 }, (_, i) => i)],
    ['b', Uint8Array.of(1, 2, 3)],
  ]);

  it('keeps nothing but what the fault needs', async () => {
    const probe = async (candidate: Input) => {
      const bytes = [...(candidate.get('a') ?? [])];
      return (
        bytes.includes(70) && bytes.includes(150) && (candidate.get('b') ?? new Uint8Array()).includes(2)
      );
    };
    const smallest = await reduceInput(input, probe, { tries: 1000, timeMs: 10_000 });
    expect(smallest).toEqual(
      new Map([
        ['a', Uint8Array.of(70, 150)],
        ['b', Uint8Array.of(2)],
      ]),
    );
  });

  it('tries no more than it may, and takes whole units away', async () => {
    const sizes: number[] = [];
    const probe = async (candidate: Input) => {
      sizes.push(candidate.get('a')?.length ?? 0);
      return false;
    };
    expect(await reduceInput(input, probe, { tries: 20, timeMs: 10_000 }, 2)).toEqual(input);
    expect(sizes).toHaveLength(20);
    expect(sizes.every((size) => size % 2 === 0)).toBe(true);
  });
});

describe('verdicts', () => {
  it('take one plain line for a message', () => {
    expect(messageProblem('a.png: expected a picture')).toBeUndefined();
    for (const bad of ['', ' ', 'a\nb', 'a\x1b[31m', 'a\u2028b', '\ud800', 'x'.repeat(1001)]) {
      expect(messageProblem(bad), bad.slice(0, 20)).toBeDefined();
    }
  });

  it('tell refusals from bugs', () => {
    expect(judgeThrown(new NstError('NST_BAD_INPUT', 'a')).verdict).toBe('refused');
    expect(judgeThrown(new NstError('NST_INTERNAL', 'a')).verdict).toBe('foreign');
    expect(judgeThrown(Object.assign(new NstError('NST_BAD_INPUT', 'a'), { message: 'a\nb' })).verdict).toBe(
      'message',
    );
    expect(judgeThrown(new TypeError('a')).verdict).toBe('foreign');
    expect(judgeThrown('a').verdict).toBe('foreign');
  });
});

describe('settings', () => {
  it('are numbers and names', () => {
    expect(readSettings(['--seed', '7', '--per', '9', '--only', 'png, wav'])).toMatchObject({
      seed: 7,
      perTarget: 9,
      only: ['png', 'wav'],
    });
    expect(readSettings(['--ci']).perTarget).toBeLessThan(readSettings([]).perTarget);
    expect(() => readSettings(['--seed', 'x'])).toThrow('--seed: expected a whole number, found "x"');
    expect(() => readSettings(['--sed', '1'])).toThrow(/sed/);
  });
});
