import { expect, it, vi } from 'vitest';
import { withConsoleErrorMuted } from '../../../src/audio/files/quiet.js';

it('withConsoleErrorMuted gives the console back after overlapping and failing work', async () => {
  const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const noisy = (ms: number) => async () => {
    console.error('noise');
    await pause(ms);
    console.error('noise');
    return ms;
  };
  const first = withConsoleErrorMuted(noisy(5));
  const second = withConsoleErrorMuted(noisy(20));
  expect(await Promise.all([first, second])).toEqual([5, 20]);
  await expect(withConsoleErrorMuted(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
  expect(spy).not.toHaveBeenCalled();
  console.error('heard');
  expect(spy).toHaveBeenCalledOnce();
  spy.mockRestore();
});
