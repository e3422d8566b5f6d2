import { describe, expect, it } from 'vitest';
import { inOrder } from '../../src/shared/inOrder.js';

const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Everything that is yielded, and how many were at work at once at most. */
async function runAll(delaysMs: readonly number[], lanes: number, isStopped?: () => boolean) {
  let [running, most] = [0, 0];
  const work = async (ms: number, index: number) => {
    most = Math.max(most, ++running);
    await later(ms);
    running--;
    return index;
  };
  const results: number[] = [];
  for await (const result of inOrder(delaysMs, lanes, work, isStopped)) results.push(result);
  return { results, most };
}

describe('inOrder', () => {
  it('yields in the order of the items, however long each takes', async () => {
    expect(await runAll([20, 1, 10, 1, 5], 3)).toEqual({ results: [0, 1, 2, 3, 4], most: 3 });
  });

  it('does one after the other in one lane', async () => {
    expect(await runAll([3, 1, 2], 1)).toEqual({ results: [0, 1, 2], most: 1 });
  });

  it('yields nothing of nothing', async () => {
    expect(await runAll([], 2)).toEqual({ results: [], most: 0 });
  });

  it('begins nothing once it is stopped, and yields what was begun', async () => {
    let asked = 0;
    expect((await runAll([5, 5, 5, 5], 2, () => ++asked > 2)).results).toEqual([0, 1]);
  });

  it('throws the failure of an item when what was begun has ended', async () => {
    let ended = 0;
    const work = async (ms: number) => {
      await later(Math.abs(ms));
      ended++;
      if (ms < 0) throw new Error('no');
    };
    const all = async () => {
      for await (const _ of inOrder([-1, 20, 5], 2, work));
    };
    await expect(all()).rejects.toThrow('no');
    expect(ended).toBe(2);
  });

  it('waits for what was begun where the caller has seen enough', async () => {
    let ended = 0;
    const work = async () => {
      await later(5);
      ended++;
    };
    for await (const _ of inOrder([1, 2, 3], 3, work)) break;
    expect(ended).toBe(3);
  });
});
