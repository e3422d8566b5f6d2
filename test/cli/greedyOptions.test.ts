import { describe, expect, it } from 'vitest';
import { restoreArguments } from '../../src/cli/greedyOptions.js';

describe('restoreArguments', () => {
  it.each<[object, object | undefined]>([
    [{ style: ['a', 'photo'] }, { taken: ['photo'], options: { style: ['a'] } }],
    [
      { style: ['a', 'b', 'photo'], seed: 3 },
      { taken: ['photo'], options: { style: ['a', 'b'], seed: 3 } },
    ],
    // A mask for each style: the option with one more has taken the content.
    [
      { style: ['a'], mask: ['m', 'photo'] },
      { taken: ['photo'], options: { style: ['a'], mask: ['m'] } },
    ],
    [
      { style: ['a', 'photo'], mask: ['m'] },
      { taken: ['photo'], options: { style: ['a'], mask: ['m'] } },
    ],
    [{ style: ['a', 'b'], mask: ['m', 'n'] }, undefined],
    [{ style: ['photo'] }, undefined],
    [{}, undefined],
  ])('of %j gives %j', (options: { style?: string[]; mask?: string[] }, expected) => {
    expect(restoreArguments(options, ['style', 'mask'], 1)).toEqual(expected);
  });

  it('gives back what an option of numbers has taken', () => {
    const names = ['style', 'styleBlend'] as const;
    const options = { style: ['a', 'b'], styleBlend: [1, 2, 'photo'] };
    expect(restoreArguments(options, names, 1)).toEqual({
      taken: ['photo'],
      options: { style: ['a', 'b'], styleBlend: [1, 2] },
    });
    const complete = { style: ['a', 'b', 'photo'], styleBlend: [1, 2] };
    expect(restoreArguments(complete, names, 1)).toEqual({
      taken: ['photo'],
      options: { style: ['a', 'b'], styleBlend: [1, 2] },
    });
  });

  it('gives several back', () => {
    const also = ['x', 'content', 'result', 'style'];
    expect(restoreArguments({ also }, ['also'], 3)).toEqual({
      taken: ['content', 'result', 'style'],
      options: { also: ['x'] },
    });
    expect(restoreArguments({ also: also.slice(1) }, ['also'], 3)).toBeUndefined();
  });
});
