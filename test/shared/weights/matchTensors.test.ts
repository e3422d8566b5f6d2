import { describe, expect, it } from 'vitest';
import { matchTensors } from '../../../src/shared/weights/matchTensors.js';
import { failure } from '../../support/failure.js';

const KERNEL = [8, 8, 3, 3];
const BIAS = [8];
/** Three convolutions of one width, as VGG has them: shapes alone tell nothing apart. */
const EXPECTED = new Map(
  [0, 2, 4].flatMap((n) => [[`f.${n}.weight`, KERNEL] as const, [`f.${n}.bias`, BIAS] as const]),
);

const shapesOf = (...names: string[]) =>
  new Map(names.map((name) => [name, /[wk]\d*$|weight|kernel/.test(name) ? KERNEL : BIAS] as const));
const match = (...names: string[]) => [...matchTensors(shapesOf(...names), EXPECTED, 'file').values()];

describe('matchTensors', () => {
  it.each<[string, string[]]>([
    ['behind', ['w1', 'b1', 'w2', 'b2', 'w3', 'b3']],
    ['in front, by likeness', ['c1/b', 'c1/w', 'c2/b', 'c2/w', 'c3/b', 'c3/w']],
    ['behind, by likeness', ['c1/w', 'c1/b', 'c2/w', 'c2/b', 'c3/w', 'c3/b']],
    ['behind, with vectors between', ['w1', 'b1', 'mean', 'w2', 'b2', 'mean2', 'w3', 'b3']],
  ])('takes the bias %s its kernel', (_, names) => {
    const digits = match(...names).map((name) => name.replaceAll(/\D/g, ''));
    expect(digits).toEqual(['1', '1', '2', '2', '3', '3']);
  });

  it('takes names before order, and one prefix for all of them', () => {
    const names = [...EXPECTED.keys()].reverse();
    expect(match(...names)).toEqual([...EXPECTED.keys()]);
    expect(match(...names.map((name) => `model.net.${name}`))).toEqual(
      [...EXPECTED.keys()].map((name) => `model.net.${name}`),
    );
    // "xf.0.weight" is another name and no prefix: there are no dots behind the x.
    expect(match(...[...EXPECTED.keys()].map((name) => `x${name}`))).toEqual(
      [...EXPECTED.keys()].map((name) => `x${name}`),
    );
  });

  it.each<[string, string[], string]>([
    ['in the middle', ['w1', 'b1', 'w2', 'w3', 'b3'], 'bias of w2'],
    ['at the end', ['w1', 'b1', 'w2', 'b2', 'w3'], 'bias of w3'],
    ['at the front', ['w1', 'w2', 'b2', 'w3', 'b3'], 'bias of w1'],
  ])('never takes a bias twice: one is missing %s', (_, names, missing) => {
    expect(() => match(...names)).toThrow(
      failure('NST_BAD_INPUT', `file does not hold this network: it has no tensor "${missing}" [8]`),
    );
  });

  it('leaves convolutions of other sizes out of the count', () => {
    const found = new Map([
      ['head', [10, 8, 1, 1]] as const,
      ...shapesOf('w1', 'b1', 'w2', 'b2', 'w3', 'b3'),
    ]);
    expect([...matchTensors(found, EXPECTED, 'file').values()]).toEqual(['w1', 'b1', 'w2', 'b2', 'w3', 'b3']);
    found.set('w4', KERNEL);
    expect(() => matchTensors(found, EXPECTED, 'file')).toThrow('expected 3 convolutions of 3x3, found 4');
  });
});
