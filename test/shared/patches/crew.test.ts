import { describe, expect, it } from 'vitest';
import { Crew } from '../../../src/shared/patches/crew.js';

describe('Crew', () => {
  it('does every strip once, and may go on to the next work', () => {
    const crew = new Crew(1);
    for (let turn = 0; turn < 3; turn++) {
      const done: number[] = [];
      crew.share(5, (i) => done.push(i));
      expect(done).toEqual([0, 1, 2, 3, 4]);
    }
  });

  it('hears of a wish to stop only when all have met', () => {
    const crew = new Crew(1);
    crew.stop();
    expect(crew.isStopped).toBe(false);
    crew.once(() => undefined);
    expect(crew.isStopped).toBe(true);
  });
});
