import { expect, it } from 'vitest';
import { MaxHeap } from '../../../src/shared/dsp/maxHeap.js';
import { fc } from '../../support/fastCheck.js';

it('MaxHeap hands out what was pushed, largest first', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), (priorities) => {
      const heap = new MaxHeap(priorities.length);
      for (const [item, priority] of priorities.entries()) heap.push(priority, item);
      const popped = priorities.map(() => priorities[heap.pop()!]);
      expect(popped).toEqual([...priorities].sort((a, b) => b - a));
      expect(heap.pop()).toBeUndefined();
    }),
  );
});
