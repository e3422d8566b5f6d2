import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { PreviewMaker } from '../../src/audio/preview.js';

describe('PreviewMaker', () => {
  it('makes one at a time, and leaves out what comes meanwhile', async () => {
    const made: string[] = [];
    const maker = new PreviewMaker(
      async (n: number) => {
        await setTimeout(5);
        return `preview ${n}`;
      },
      (text) => made.push(text),
    );
    const never = () => {
      throw new Error('nobody should ask');
    };
    maker.offer(() => 1);
    maker.offer(never);
    await maker.end();
    maker.offer(() => 3);
    await maker.end();
    expect(made).toEqual(['preview 1', 'preview 3']);
  });

  it('says at the end that one could not be made', async () => {
    const maker = new PreviewMaker(
      async () => Promise.reject(new Error('no room')),
      () => {},
    );
    maker.offer(() => 1);
    await setTimeout(5);
    await expect(maker.end()).rejects.toThrow('no room');
  });
});
