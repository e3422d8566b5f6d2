import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { OneAtATime } from '../../src/shared/oneAtATime.js';

/** Does four pieces of work, three of which come at once, and says which were done. */
async function done(keepsLast: boolean): Promise<number[]> {
  const numbers: number[] = [];
  const queue = new OneAtATime(keepsLast);
  const offer = (n: number) =>
    queue.offer(async () => {
      await setTimeout(5);
      numbers.push(n);
    });
  for (const n of [1, 2, 3]) offer(n);
  await queue.end();
  offer(4);
  await queue.end();
  return numbers;
}

describe('OneAtATime', () => {
  it('leaves out what comes meanwhile', async () => {
    expect(await done(false)).toEqual([1, 4]);
  });

  it('does the last of what came meanwhile, if told to', async () => {
    expect(await done(true)).toEqual([1, 3, 4]);
  });

  it('begins at once, so that what it is to show is as it is now', () => {
    const queue = new OneAtATime();
    let state = 'before';
    let seen = '';
    queue.offer(async () => {
      seen = state;
    });
    state = 'after';
    expect([seen, state]).toEqual(['before', 'after']);
  });

  it('says at the end that work failed, and goes on until then', async () => {
    const queue = new OneAtATime();
    queue.offer(() => Promise.reject(new Error('no room')));
    await setTimeout(5);
    let isDone = false;
    queue.offer(async () => {
      isDone = true;
    });
    await expect(queue.end()).rejects.toThrow('no room');
    expect(isDone).toBe(true);
  });
});
